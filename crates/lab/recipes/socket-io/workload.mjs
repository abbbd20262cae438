// Two socket.io servers joined by the Redis adapter: a message to everyone, to a room, between servers with answers, and
// who is connected. In a cluster the sharded adapter is used.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createAdapter, createShardedAdapter } from "@socket.io/redis-adapter";
import { createClient, createCluster } from "redis";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { cluster, parameter, password, pause, url, username } from "../setting.mjs";

const socket = { reconnectStrategy: false };
const connect = async () => {
  const client = cluster
    ? createCluster({ rootNodes: [{ url }], defaults: { username, password, socket } })
    : createClient({ url, socket });
  client.on("error", (error) => {
    console.error(error);
    process.exit(1);
  });
  await client.connect();
  return client;
};
const start = async () => {
  const [publisher, subscriber] = [await connect(), await connect()];
  const adapter = cluster
    ? createShardedAdapter(publisher, subscriber, { channelPrefix: parameter("channel") })
    : createAdapter(publisher, subscriber, { key: parameter("channel"), requestsTimeout: 3000 });
  const http = createServer();
  const server = new Server(http, { adapter });
  server.on("connection", (own) => own.join("room"));
  await new Promise((done) => http.listen(0, "127.0.0.1", done));
  return { server, port: http.address().port };
};
const [one, two] = [await start(), await start()];
await pause(200);
const join = async ({ port }) => {
  const own = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], reconnection: false });
  await new Promise((done) => own.on("connect", done));
  return own;
};
const [here, there] = [await join(one), await join(two)];
await pause(200);
const heard = (own, name) =>
  new Promise((done, failed) => {
    own.once(name, done);
    setTimeout(() => failed(new Error(`${name} is not heard`)), 5000);
  });
let both = Promise.all([heard(here, "all"), heard(there, "all")]);
one.server.emit("all", "hello");
assert.deepEqual(await both, ["hello", "hello"]);
both = Promise.all([heard(here, "room"), heard(there, "room")]);
two.server.to("room").emit("room", "hello");
assert.deepEqual(await both, ["hello", "hello"]);
const direct = heard(there, "you");
one.server.to(there.id).emit("you", "hello");
assert.equal(await direct, "hello");
assert.equal((await one.server.fetchSockets()).length, 2);
there.on("question", (answer) => answer("yes"));
here.on("question", (answer) => answer("yes"));
assert.deepEqual(await one.server.timeout(3000).emitWithAck("question"), ["yes", "yes"]);
const asked = new Promise((done) => two.server.on("ping", (answer) => { answer("pong"); done(); }));
assert.deepEqual(await new Promise((done, failed) => one.server.serverSideEmit("ping", (error, all) => (error ? failed(error) : done(all)))), ["pong"]);
await asked;
one.server.socketsJoin("other");
one.server.socketsLeave("room");
await pause(200);
one.server.disconnectSockets();
await pause(200);
process.exit(0);
