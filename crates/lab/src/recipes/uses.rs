//! Proving the access strings for what an application uses: for each use, a server runs every command of every use as a user
//! who has that use alone.
use super::Setup;
use super::stage::{PASSWORD, Stage, USER};
use crate::live::resp::{Connection, Reply};
use elasticache_user::EngineVersion;
use elasticache_user::recipes::{USES, Use, Used};
use tools::Ctx;
use tools::servers::SERVERS;

/// Proves it on every server. Gives how many commands were run.
pub fn prove(ctx: &Ctx) -> Result<usize, String> {
    let mut count = 0;
    for spec in SERVERS {
        let engine = EngineVersion::from_name(spec.engine).ok_or("an unknown engine")?;
        let mut stage = Stage::start(ctx, Setup { engine, cluster: false })?;
        for own in USES {
            count += alone(&mut stage, engine, own).map_err(|why| format!("{engine}: {}: {why}", own.id))?;
        }
        count += left_out(&mut stage, engine).map_err(|why| format!("{engine}: {why}"))?;
    }
    Ok(count)
}

fn used<'a>(ids: &'a [&'a str], engine: EngineVersion) -> Used<'a> {
    Used { ids, keys: "in:*", channels: "in:*", engine, cluster: true, serverless: false }
}

/// A user with one use may run its commands within the patterns, and nothing else.
fn alone(stage: &mut Stage, engine: EngineVersion, own: &Use) -> Result<usize, String> {
    let ids = [own.id];
    let used = used(&ids, engine);
    let text = used.access_string().map_err(|unfit| unfit.message)?;
    stage.set(&text.split(' ').collect::<Vec<_>>())?;
    let mut count = 0;
    let mut refused = login(stage)?;
    for other in USES {
        for name in other.commands(engine, false) {
            let inside = line(name, "in:")?;
            if other == own {
                // On a connection of its own: SUBSCRIBE and the like change what may follow.
                allowed(&mut login(stage)?, &inside)?;
                let outside = line(name, "out:")?;
                if outside != inside && engine > EngineVersion::Redis60 {
                    denied(&mut refused, &outside)?;
                }
            } else {
                denied(&mut refused, &inside)?;
            }
            count += 1;
        }
    }
    for name in used.always() {
        allowed(&mut login(stage)?, &line(name, "in:")?)?;
        count += 1;
    }
    Ok(count)
}

/// What isn't in the strings of an engine is unknown to its server.
fn left_out(stage: &mut Stage, engine: EngineVersion) -> Result<usize, String> {
    stage.set(&["on", "~*", "&*", "+@all"])?;
    let ids: Vec<&str> = USES.iter().map(|own| own.id).collect();
    let used = used(&ids, engine);
    let text = used.access_string().map_err(|unfit| unfit.message)?;
    let mut count = 0;
    for (name, _) in EXAMPLES {
        if text.split(' ').any(|word| word.strip_prefix('+') == Some(name)) {
            continue;
        }
        let line = line(name, "in:")?;
        let said = said(&mut login(stage)?, &line)?;
        // A server that is no cluster says only that of any subcommand of CLUSTER.
        if !is_unknown(&said) && !said.contains("cluster support disabled") {
            return Err(format!("`{line}` is in no access string, but the server has it: {said}"));
        }
        count += 1;
    }
    Ok(count)
}

fn allowed(connection: &mut Connection, line: &str) -> Result<(), String> {
    let said = said(connection, line)?;
    let bad = said.contains("NOPERM") || is_unknown(&said) || said.starts_with("ERR syntax");
    if bad { Err(format!("`{line}` should be allowed: {said}")) } else { Ok(()) }
}

fn denied(connection: &mut Connection, line: &str) -> Result<(), String> {
    let said = said(connection, line)?;
    if said.contains("NOPERM") { Ok(()) } else { Err(format!("`{line}` should be refused: {said}")) }
}

fn is_unknown(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    ["err unknown", "wrong number"].iter().any(|own| said.contains(own))
}

/// The error that a command ended with, or nothing.
fn said(connection: &mut Connection, line: &str) -> Result<String, String> {
    let argv: Vec<&str> = line.split(' ').collect();
    Ok(match connection.call(&argv)? {
        Reply::Error(text) => String::from_utf8_lossy(&text).into_owned(),
        _ => String::new(),
    })
}

fn login(stage: &Stage) -> Result<Connection, String> {
    let mut connection = stage.connect()?;
    match said(&mut connection, &["AUTH", USER, PASSWORD].join(" "))?.as_str() {
        "" => Ok(connection),
        why => Err(format!("cannot log in: {why}")),
    }
}

/// A call of a command, with keys and channels that begin as said.
fn line(name: &str, prefix: &str) -> Result<String, String> {
    let (_, arguments) =
        EXAMPLES.iter().find(|(own, _)| *own == name).ok_or_else(|| format!("no example of `{name}`"))?;
    let command = name.replace('|', " ").to_ascii_uppercase();
    Ok(format!("{command} {}", arguments.replace('#', prefix)).trim_end().to_owned())
}

/// Arguments of each command. `#` begins a key or a channel.
#[rustfmt::skip]
const EXAMPLES: &[(&str, &str)] = &[
    // Strings.
    ("append", "#s a"), ("decr", "#n"), ("decrby", "#n 1"), ("get", "#s"), ("getdel", "#s"), ("getex", "#s"),
    ("getrange", "#s 0 1"), ("getset", "#s a"), ("incr", "#n"), ("incrby", "#n 1"), ("incrbyfloat", "#n 1"),
    ("mget", "#s #n"), ("mset", "#s 1 #n 2"), ("msetnx", "#s 1"), ("psetex", "#s 1000 a"), ("set", "#s a"),
    ("setex", "#s 10 a"), ("setnx", "#s a"), ("setrange", "#s 0 a"), ("strlen", "#s"),
    // Keys.
    ("copy", "#s #c"), ("del", "#s"), ("exists", "#s"), ("expire", "#s 10"), ("expireat", "#s 9999999999"),
    ("expiretime", "#s"), ("persist", "#s"), ("pexpire", "#s 10000"), ("pexpireat", "#s 9999999999999"),
    ("pexpiretime", "#s"), ("pttl", "#s"), ("rename", "#s #c"), ("renamenx", "#s #c"), ("touch", "#s"), ("ttl", "#s"),
    ("type", "#s"), ("unlink", "#s"),
    // Hashes.
    ("hdel", "#h f"), ("hexists", "#h f"), ("hexpire", "#h 10 FIELDS 1 f"), ("hexpireat", "#h 9999999999 FIELDS 1 f"),
    ("hexpiretime", "#h FIELDS 1 f"), ("hget", "#h f"), ("hgetall", "#h"), ("hgetdel", "#h FIELDS 1 f"),
    ("hgetex", "#h EX 10 FIELDS 1 f"), ("hincrby", "#h n 1"), ("hincrbyfloat", "#h n 1"), ("hkeys", "#h"), ("hlen", "#h"),
    ("hmget", "#h f g"), ("hmset", "#h f 1"), ("hpersist", "#h FIELDS 1 f"), ("hpexpire", "#h 10000 FIELDS 1 f"),
    ("hpexpireat", "#h 9999999999999 FIELDS 1 f"), ("hpexpiretime", "#h FIELDS 1 f"), ("hpttl", "#h FIELDS 1 f"),
    ("hrandfield", "#h"), ("hscan", "#h 0"), ("hset", "#h f 1"), ("hsetex", "#h EX 10 FIELDS 1 f 1"), ("hsetnx", "#h f 1"),
    ("hstrlen", "#h f"), ("httl", "#h FIELDS 1 f"), ("hvals", "#h"),
    // Lists.
    ("lindex", "#l 0"), ("linsert", "#l BEFORE a b"), ("llen", "#l"), ("lmove", "#l #m LEFT RIGHT"), ("lmpop", "1 #l LEFT"),
    ("lpop", "#l"), ("lpos", "#l a"), ("lpush", "#l a"), ("lpushx", "#l a"), ("lrange", "#l 0 -1"), ("lrem", "#l 0 a"),
    ("lset", "#l 0 a"), ("ltrim", "#l 0 1"), ("rpop", "#l"), ("rpoplpush", "#l #m"), ("rpush", "#l a"), ("rpushx", "#l a"),
    // Sets.
    ("sadd", "#t a"), ("scard", "#t"), ("sdiff", "#t #u"), ("sdiffstore", "#u #t"), ("sinter", "#t #u"),
    ("sintercard", "1 #t"), ("sinterstore", "#u #t"), ("sismember", "#t a"), ("smembers", "#t"), ("smismember", "#t a"),
    ("smove", "#t #u a"), ("spop", "#t"), ("srandmember", "#t"), ("srem", "#t a"), ("sscan", "#t 0"), ("sunion", "#t #u"),
    ("sunionstore", "#u #t"),
    // Sorted sets.
    ("zadd", "#z 1 a"), ("zcard", "#z"), ("zcount", "#z 0 1"), ("zdiff", "1 #z"), ("zdiffstore", "#y 1 #z"),
    ("zincrby", "#z 1 a"), ("zinter", "1 #z"), ("zintercard", "1 #z"), ("zinterstore", "#y 1 #z"), ("zlexcount", "#z - +"),
    ("zmpop", "1 #z MIN"), ("zmscore", "#z a"), ("zpopmax", "#z"), ("zpopmin", "#z"), ("zrandmember", "#z"),
    ("zrange", "#z 0 -1"), ("zrangebylex", "#z - +"), ("zrangebyscore", "#z 0 1"), ("zrangestore", "#y #z 0 1"),
    ("zrank", "#z a"), ("zrem", "#z a"), ("zremrangebylex", "#z - +"), ("zremrangebyrank", "#z 0 1"),
    ("zremrangebyscore", "#z 0 1"), ("zrevrange", "#z 0 1"), ("zrevrangebylex", "#z + -"), ("zrevrangebyscore", "#z 1 0"),
    ("zrevrank", "#z a"), ("zscan", "#z 0"), ("zscore", "#z a"), ("zunion", "1 #z"), ("zunionstore", "#y 1 #z"),
    // Streams.
    ("xack", "#x g 1-1"), ("xadd", "#x * n 1"), ("xautoclaim", "#x g c 0 0"), ("xclaim", "#x g c 0 1-1"), ("xdel", "#x 1-1"),
    ("xgroup|create", "#x g $ MKSTREAM"), ("xgroup|createconsumer", "#x g c"), ("xgroup|delconsumer", "#x g c"),
    ("xgroup|destroy", "#x g"), ("xgroup|setid", "#x g $"), ("xinfo|consumers", "#x g"), ("xinfo|groups", "#x"),
    ("xinfo|stream", "#x"), ("xlen", "#x"), ("xpending", "#x g"), ("xrange", "#x - +"), ("xread", "COUNT 1 STREAMS #x 0"),
    ("xreadgroup", "GROUP g c COUNT 1 STREAMS #x >"), ("xrevrange", "#x + -"), ("xtrim", "#x MAXLEN 1"),
    // Blocking.
    ("blmove", "#l #m LEFT RIGHT 0.01"), ("blmpop", "0.01 1 #l LEFT"), ("blpop", "#l 0.01"), ("brpop", "#l 0.01"),
    ("brpoplpush", "#l #m 0.01"), ("bzmpop", "0.01 1 #z MIN"), ("bzpopmax", "#z 0.01"), ("bzpopmin", "#z 0.01"),
    // Bitmaps and HyperLogLogs.
    ("bitcount", "#b"), ("bitfield", "#b GET u4 0"), ("bitfield_ro", "#b GET u4 0"), ("bitop", "AND #d #b"),
    ("bitpos", "#b 1"), ("getbit", "#b 0"), ("pfadd", "#p a"), ("pfcount", "#p"), ("pfmerge", "#q #p"), ("setbit", "#b 0 1"),
    // Places.
    ("geoadd", "#g 13 38 a"), ("geodist", "#g a b"), ("geohash", "#g a"), ("geopos", "#g a"),
    ("georadius", "#g 15 37 200 km"), ("georadius_ro", "#g 15 37 200 km"), ("georadiusbymember", "#g a 1 km"),
    ("georadiusbymember_ro", "#g a 1 km"), ("geosearch", "#g FROMLONLAT 15 37 BYRADIUS 1 km"),
    ("geosearchstore", "#f #g FROMLONLAT 15 37 BYRADIUS 1 km"),
    // Messages.
    ("publish", "#news a"), ("spublish", "#news a"), ("ssubscribe", "#news"), ("subscribe", "#news"), ("sunsubscribe", ""),
    ("unsubscribe", ""), ("psubscribe", "#*"), ("punsubscribe", ""),
    // Scripts, functions and transactions.
    ("eval", "return 1 #s"), ("eval_ro", "return 1 #s"), ("evalsha", "no 1 #s"), ("evalsha_ro", "no 1 #s"),
    ("script|exists", "no"), ("script|load", "return"), ("fcall", "no 1 #s"), ("fcall_ro", "no 1 #s"), ("discard", ""),
    ("exec", ""), ("multi", ""), ("unwatch", ""), ("watch", "#s"),
    // The whole server, and the connection.
    ("scan", "0"), ("client|caching", "YES"), ("client|getredir", ""), ("client|id", ""), ("client|tracking", "OFF"),
    ("client|trackinginfo", ""), ("client|getname", ""), ("dbsize", ""), ("echo", "a"), ("info", ""), ("time", ""),
    ("client|setinfo", "LIB-NAME a"), ("client|setname", "a"), ("ping", ""), ("select", "0"), ("asking", ""),
    ("cluster|info", ""), ("cluster|keyslot", "a"), ("cluster|nodes", ""), ("cluster|shards", ""), ("cluster|slots", ""),
    ("command", ""), ("readonly", ""), ("readwrite", ""),
];
