// An application's everyday work with node-redis: values with a lifetime, counters, hashes, lists, sets, sorted sets, a
// transaction, a script, a scan of its own keys, and a message.
import assert from "node:assert/strict";
import { createClient, createCluster } from "redis";
import { cluster, parameter, password, url, username } from "../setting.mjs";

const socket = { reconnectStrategy: false };
const client = cluster
  ? createCluster({ rootNodes: [{ url }], defaults: { username, password, socket }, useReplicas: true })
  : createClient({ url, socket });
client.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
await client.connect();
const key = (name) => `${parameter("prefix")}{one}:${name}`;
const channel = parameter("channel");

if (!cluster) assert.equal(await client.ping(), "PONG");
assert.equal(await client.set(key("value"), "1", { EX: 60 }), "OK");
assert.equal(await client.set(key("new"), "1", { NX: true }), "OK");
assert.equal(await client.get(key("value")), "1");
await client.mSet([[key("a"), "1"], [key("b"), "2"]]);
assert.deepEqual(await client.mGet([key("a"), key("b")]), ["1", "2"]);
assert.equal(await client.incr(key("count")), 1);
assert.equal(await client.incrBy(key("count"), 2), 3);
await client.expire(key("count"), 60);
assert.ok((await client.ttl(key("count"))) > 0);
assert.equal(await client.exists(key("count")), 1);
await client.hSet(key("hash"), { name: "Jo", age: "5" });
assert.equal(await client.hGet(key("hash"), "name"), "Jo");
assert.equal((await client.hGetAll(key("hash"))).age, "5");
await client.hIncrBy(key("hash"), "age", 1);
await client.hDel(key("hash"), "age");
await client.lPush(key("list"), ["1", "2"]);
await client.rPush(key("list"), "3");
assert.deepEqual(await client.lRange(key("list"), 0, -1), ["2", "1", "3"]);
assert.equal(await client.lPop(key("list")), "2");
assert.equal(await client.rPop(key("list")), "3");
assert.equal(await client.lLen(key("list")), 1);
await client.sAdd(key("set"), ["1", "2"]);
assert.equal((await client.sMembers(key("set"))).length, 2);
await client.sIsMember(key("set"), "1");
await client.sRem(key("set"), "1");
await client.zAdd(key("sorted"), [{ score: 1, value: "a" }, { score: 2, value: "b" }]);
assert.deepEqual(await client.zRange(key("sorted"), 0, -1), ["a", "b"]);
await client.zIncrBy(key("sorted"), 2, "a");
await client.zRem(key("sorted"), "b");
assert.deepEqual(await client.multi().set(key("many"), "1").get(key("many")).exec(), ["OK", "1"]);
assert.equal(await client.eval("return redis.call('get', KEYS[1])", { keys: [key("value")] }), "1");
const subscriber = cluster ? client : await client.duplicate().connect();
const message = new Promise((done) => subscriber.subscribe(`${channel}news`, done));
await subscriber.pSubscribe(`${channel}*`, () => {});
await client.publish(`${channel}news`, "hello");
assert.equal(await message, "hello");
await subscriber.unsubscribe(`${channel}news`);
await subscriber.pUnsubscribe(`${channel}*`);
const found = [];
for (const node of cluster ? await Promise.all(client.masters.map((own) => client.nodeClient(own))) : [client]) {
  for await (const keys of node.scanIterator({ MATCH: `${parameter("prefix")}*` })) found.push(...keys);
}
assert.ok(found.length > 5);
await client.unlink([key("a"), key("b")]);
await client.del(["value", "new", "count", "hash", "list", "set", "sorted", "many"].map(key));
if (subscriber !== client) await subscriber.close();
await client.close();
