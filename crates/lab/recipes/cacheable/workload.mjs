// A cache in two layers: memory, and Redis with @keyv/redis behind it. Values with a lifetime, many at once, functions that are
// cached, and clearing.
import assert from "node:assert/strict";
import KeyvRedis, { createCluster } from "@keyv/redis";
import { Cacheable } from "cacheable";
import { cluster, parameter, password, url, username } from "../setting.mjs";

const failed = (error) => {
  console.error(error);
  process.exit(1);
};
const socket = { reconnectStrategy: false };
const store = () => {
  const connection = cluster
    ? createCluster({ rootNodes: [{ url }], defaults: { username, password, socket } })
    : { url, socket };
  return new KeyvRedis(connection, { throwOnErrors: true, throwOnConnectError: true }).on("error", failed);
};
const open = () => {
  const cache = new Cacheable({ secondary: store(), namespace: parameter("namespace"), ttl: "1h" });
  cache.on("error", failed);
  return cache;
};
// The second one has nothing in its memory: it asks the server.
const [cache, other] = [open(), open()];
assert.ok(await cache.set("a", { name: "Jo" }, 60_000));
assert.deepEqual(await other.get("a"), { name: "Jo" });
assert.equal(await other.get("gone"), undefined);
assert.ok(await cache.setMany([{ key: "b", value: 2 }, { key: "c", value: 3, ttl: 60_000 }]));
assert.deepEqual(await other.getMany(["b", "c"]), [2, 3]);
assert.deepEqual(await other.hasMany(["b", "gone"]), [true, false]);
assert.ok(await other.has("b"));
assert.equal(await other.take("b"), 2);
let runs = 0;
const wrapped = cache.wrap((n) => { runs += 1; return n * 2; }, { keyPrefix: "double", ttl: "1m" });
assert.deepEqual([await wrapped(2), await wrapped(2), runs], [4, 4, 1]);
assert.equal(await cache.getOrSet("d", async () => 4), 4);
assert.equal(await other.getOrSet("d", async () => 5), 4);
assert.ok(await cache.delete("a"));
await cache.deleteMany(["c"]);
await cache.clear();
assert.equal(await open().get("d"), undefined);
await Promise.all([cache.disconnect(), other.disconnect()]);
process.exit(0);
