// A cache with Keyv and its Redis store: values with a lifetime, many at once, a walk over all of them, and clearing.
import assert from "node:assert/strict";
import KeyvRedis, { createCluster } from "@keyv/redis";
import Keyv from "keyv";
import { cluster, parameter, password, url, username } from "../setting.mjs";

const socket = { reconnectStrategy: false };
const connection = cluster
  ? createCluster({ rootNodes: [{ url }], defaults: { username, password, socket } })
  : { url, socket };
const namespace = parameter("namespace");
const store = new KeyvRedis(connection, { throwOnErrors: true, throwOnConnectError: true });
const cache = new Keyv({ store, namespace, throwOnErrors: true });
store.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
assert.ok(await cache.set("a", { name: "Jo" }, 60000));
assert.deepEqual(await cache.get("a"), { name: "Jo" });
assert.equal(await cache.get("gone"), undefined);
await cache.set("b", 2);
assert.ok(await cache.has("b"));
await cache.setMany([{ key: "c", value: 3 }, { key: "d", value: 4, ttl: 60000 }]);
assert.deepEqual(await cache.get(["c", "d"]), [3, 4]);
assert.deepEqual(await cache.hasMany(["c", "gone"]), [true, false]);
const found = [];
for await (const [key] of cache.iterator()) found.push(key);
assert.equal(found.length, 4);
assert.ok(await cache.delete("a"));
await cache.deleteMany(["b"]);
await cache.clear();
assert.equal(await cache.get("c"), undefined);
await cache.disconnect();
