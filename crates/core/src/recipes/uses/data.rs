//! The commands of each use. No command is in two; those that a version lacks are left out of its access strings.

use super::{Touches, Use};

/// Every use, in the order of a form.
pub static USES: &[Use] = &[
    Use {
        id: "strings",
        title: "Strings and counters",
        about: "GET, SET, MGET, INCR and the like.",
        touches: Touches::Keys,
        commands: "append decr decrby get getdel getex getrange getset incr incrby incrbyfloat mget mset msetnx psetex set setex setnx setrange strlen",
    },
    Use {
        id: "keys",
        title: "Delete, expire and rename keys",
        about: "DEL, EXPIRE, TTL, EXISTS, RENAME and the like. Every cache that deletes or extends its values needs it.",
        touches: Touches::Keys,
        commands: "copy del exists expire expireat expiretime persist pexpire pexpireat pexpiretime pttl rename renamenx touch ttl type unlink",
    },
    Use {
        id: "hashes",
        title: "Hashes",
        about: "HGET, HSET, HGETALL and the like, with the expiry of fields where the version has it.",
        touches: Touches::Keys,
        commands: "hdel hexists hexpire hexpireat hexpiretime hget hgetall hgetdel hgetex hincrby hincrbyfloat hkeys hlen hmget hmset hpersist hpexpire hpexpireat hpexpiretime hpttl hrandfield hscan hset hsetex hsetnx hstrlen httl hvals",
    },
    Use {
        id: "lists",
        title: "Lists",
        about: "LPUSH, RPUSH, LPOP, LRANGE and the like, without the commands that wait.",
        touches: Touches::Keys,
        commands: "lindex linsert llen lmove lmpop lpop lpos lpush lpushx lrange lrem lset ltrim rpop rpoplpush rpush rpushx",
    },
    Use {
        id: "sets",
        title: "Sets",
        about: "SADD, SMEMBERS, SISMEMBER and the like.",
        touches: Touches::Keys,
        commands: "sadd scard sdiff sdiffstore sinter sintercard sinterstore sismember smembers smismember smove spop srandmember srem sscan sunion sunionstore",
    },
    Use {
        id: "sorted-sets",
        title: "Sorted sets",
        about: "ZADD, ZRANGE, ZSCORE and the like, without the commands that wait.",
        touches: Touches::Keys,
        commands: "zadd zcard zcount zdiff zdiffstore zincrby zinter zintercard zinterstore zlexcount zmpop zmscore zpopmax zpopmin zrandmember zrange zrangebylex zrangebyscore zrangestore zrank zrem zremrangebylex zremrangebyrank zremrangebyscore zrevrange zrevrangebylex zrevrangebyscore zrevrank zscan zscore zunion zunionstore",
    },
    Use {
        id: "streams",
        title: "Streams",
        about: "XADD, XREAD, consumer groups and the like.",
        touches: Touches::Keys,
        commands: "xack xadd xautoclaim xclaim xdel xgroup|create xgroup|createconsumer xgroup|delconsumer xgroup|destroy xgroup|setid xinfo|consumers xinfo|groups xinfo|stream xlen xpending xrange xread xreadgroup xrevrange xtrim",
    },
    Use {
        id: "queues",
        title: "Blocking reads",
        about: "BLPOP, BRPOP, BLMOVE, BZPOPMIN and the like. Tick lists or sorted sets as well to put something in.",
        touches: Touches::Keys,
        commands: "blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax bzpopmin",
    },
    Use {
        id: "bitmaps",
        title: "Bitmaps and HyperLogLogs",
        about: "SETBIT, BITCOUNT, PFADD, PFCOUNT and the like.",
        touches: Touches::Keys,
        commands: "bitcount bitfield bitfield_ro bitop bitpos getbit pfadd pfcount pfmerge setbit",
    },
    Use {
        id: "geo",
        title: "Geospatial",
        about: "GEOADD, GEOSEARCH and the like.",
        touches: Touches::Keys,
        commands: "geoadd geodist geohash geopos georadius georadius_ro georadiusbymember georadiusbymember_ro geosearch geosearchstore",
    },
    Use {
        id: "publish",
        title: "Publish messages",
        about: "PUBLISH, and SPUBLISH to one shard.",
        touches: Touches::Channels,
        commands: "publish spublish",
    },
    Use {
        id: "subscribe",
        title: "Subscribe to channels",
        about: "SUBSCRIBE, and SSUBSCRIBE to one shard.",
        touches: Touches::Channels,
        commands: "ssubscribe subscribe sunsubscribe unsubscribe",
    },
    Use {
        id: "subscribe-patterns",
        title: "Subscribe to channel patterns",
        about: "PSUBSCRIBE, with exactly the channel pattern that is allowed. Serverless caches don't have it.",
        touches: Touches::Channels,
        commands: "psubscribe punsubscribe",
    },
    Use {
        id: "scripts",
        title: "Scripts (Lua)",
        about: "EVAL, EVALSHA and SCRIPT LOAD. What a script runs has to be ticked as well.",
        touches: Touches::Keys,
        commands: "eval eval_ro evalsha evalsha_ro script|exists script|load",
    },
    Use {
        id: "functions",
        title: "Functions",
        about: "FCALL. What a function runs has to be ticked as well. Serverless caches don't have it.",
        touches: Touches::Keys,
        commands: "fcall fcall_ro",
    },
    Use {
        id: "transactions",
        title: "Transactions",
        about: "MULTI, EXEC and WATCH. What a transaction runs has to be ticked as well.",
        touches: Touches::Keys,
        commands: "discard exec multi unwatch watch",
    },
    Use {
        id: "scan",
        title: "Iterate over all keys (SCAN)",
        about: "SCAN. It shows the names of all keys of the cache, whatever the key pattern.",
        touches: Touches::Nothing,
        commands: "scan",
    },
    Use {
        id: "tracking",
        title: "Client-side caching",
        about: "CLIENT TRACKING and the like. Serverless caches don't have it.",
        touches: Touches::Nothing,
        commands: "client|caching client|getredir client|id client|tracking client|trackinginfo",
    },
    Use {
        id: "connection",
        title: "Server information",
        about: "INFO, which ioredis and node-redis 3 send when they connect, TIME, DBSIZE, ECHO and CLIENT GETNAME.",
        touches: Touches::Nothing,
        commands: "client|getname dbsize echo info time",
    },
];

/// What a client sends whatever it is used for. `AUTH`, `HELLO`, `QUIT` and `RESET` are never refused.
pub(super) const ALWAYS: &str = "client|setinfo client|setname ping select";

/// What a client of a cluster sends besides.
pub(super) const CLUSTER: &str = "asking cluster|info cluster|keyslot cluster|nodes cluster|shards cluster|slots command readonly readwrite";

/// Redis 6 has no subcommands, but first arguments, and takes any: those that it doesn't know, with what it has first.
pub(super) const NOT_IN_REDIS_6_0: &[&str] =
    &["client|setinfo", "client|trackinginfo", "cluster|shards", "xgroup|createconsumer"];

/// Those of them that Redis 6.2 has.
pub(super) const IN_REDIS_6_2: &[&str] = &["client|trackinginfo", "xgroup|createconsumer"];
