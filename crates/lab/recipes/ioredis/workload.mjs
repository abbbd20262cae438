// An application's everyday work with ioredis: values with a lifetime, counters, hashes, lists, sets, sorted sets, a
// transaction, a pipeline, a script, a scan of its own keys, and a message.
import assert from "node:assert/strict";
import { Cluster, Redis } from "ioredis";
import { cluster, host, parameter, password, port, username } from "../setting.mjs";

const options = { username, password, retryStrategy: () => null, maxRetriesPerRequest: 0 };
const connect = () =>
  cluster
    ? new Cluster([{ host, port }], {
        redisOptions: options,
        scaleReads: "all",
        clusterRetryStrategy: () => null,
        enableReadyCheck: true,
      })
    : new Redis({ host, port, ...options });
const redis = connect();
const key = (name) => `${parameter("prefix")}{one}:${name}`;
const channel = parameter("channel");

assert.equal(await redis.ping(), "PONG");
assert.equal(await redis.set(key("value"), "1", "EX", 60), "OK");
assert.equal(await redis.set(key("new"), "1", "NX"), "OK");
assert.equal(await redis.get(key("value")), "1");
await redis.mset(key("a"), "1", key("b"), "2");
assert.deepEqual(await redis.mget(key("a"), key("b")), ["1", "2"]);
assert.equal(await redis.incr(key("count")), 1);
assert.equal(await redis.incrby(key("count"), 2), 3);
assert.equal(await redis.expire(key("count"), 60), 1);
assert.ok((await redis.ttl(key("count"))) > 0);
assert.equal(await redis.exists(key("count")), 1);
await redis.hset(key("hash"), { name: "Jo", age: "5" });
assert.equal(await redis.hget(key("hash"), "name"), "Jo");
assert.deepEqual(await redis.hgetall(key("hash")), { name: "Jo", age: "5" });
await redis.hincrby(key("hash"), "age", 1);
await redis.hdel(key("hash"), "age");
await redis.lpush(key("list"), "1", "2");
await redis.rpush(key("list"), "3");
assert.deepEqual(await redis.lrange(key("list"), 0, -1), ["2", "1", "3"]);
assert.equal(await redis.lpop(key("list")), "2");
assert.equal(await redis.rpop(key("list")), "3");
assert.equal(await redis.llen(key("list")), 1);
await redis.sadd(key("set"), "1", "2");
assert.equal((await redis.smembers(key("set"))).length, 2);
assert.equal(await redis.sismember(key("set"), "1"), 1);
await redis.srem(key("set"), "1");
await redis.zadd(key("sorted"), 1, "a", 2, "b");
assert.deepEqual(await redis.zrange(key("sorted"), 0, -1), ["a", "b"]);
await redis.zincrby(key("sorted"), 2, "a");
await redis.zrem(key("sorted"), "b");
assert.deepEqual(await redis.multi().set(key("many"), "1").get(key("many")).exec(), [[null, "OK"], [null, "1"]]);
const piped = await redis.pipeline().set(key("piped"), "1").get(key("piped")).exec();
assert.deepEqual(piped, [[null, "OK"], [null, "1"]]);
redis.defineCommand("fetch", { numberOfKeys: 1, lua: "return redis.call('get', KEYS[1])" });
assert.equal(await redis.fetch(key("value")), "1");
const subscriber = connect();
const message = new Promise((done) => subscriber.on("message", (from, text) => done([from, text])));
await subscriber.subscribe(`${channel}news`);
await subscriber.psubscribe(`${channel}*`);
await redis.publish(`${channel}news`, "hello");
assert.deepEqual(await message, [`${channel}news`, "hello"]);
await subscriber.unsubscribe(`${channel}news`);
await subscriber.punsubscribe(`${channel}*`);
await subscriber.quit();
const found = [];
for (const node of cluster ? redis.nodes("master") : [redis]) {
  for await (const keys of node.scanStream({ match: `${parameter("prefix")}*` })) found.push(...keys);
}
assert.ok(found.length > 5);
await redis.unlink(key("a"), key("b"));
await redis.del(key("value"), key("new"), key("count"), key("hash"), key("list"), key("set"), key("sorted"), key("many"), key("piped"));
await redis.quit();
