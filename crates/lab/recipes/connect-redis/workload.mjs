// Express sessions kept with connect-redis: a login, the same session again, and a logout; then what an administration
// page asks of the store.
import assert from "node:assert/strict";
import { RedisStore } from "connect-redis";
import express from "express";
import session from "express-session";
import { createClient, createCluster } from "redis";
import { cluster, parameter, password, url, username } from "../setting.mjs";

const socket = { reconnectStrategy: false };
const client = cluster
  ? createCluster({ rootNodes: [{ url }], defaults: { username, password, socket } })
  : createClient({ url, socket });
client.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
await client.connect();
const store = new RedisStore({ client, prefix: parameter("prefix"), ttl: 60 });
const app = express();
app.use(session({ store, secret: "secret", resave: false, saveUninitialized: false, rolling: true }));
app.get("/login", (request, response) => {
  request.session.user = "Jo";
  response.send("welcome");
});
app.get("/who", (request, response) => response.send(request.session.user ?? "nobody"));
app.get("/logout", (request, response) => request.session.destroy((error) => response.send(error ? "no" : "bye")));
const server = await new Promise((done) => {
  const own = app.listen(0, "127.0.0.1", () => done(own));
});
const get = async (path, cookie) => {
  const reply = await fetch(`http://127.0.0.1:${server.address().port}${path}`, { headers: { cookie: cookie ?? "" } });
  return { text: await reply.text(), cookie: reply.headers.get("set-cookie")?.split(";")[0] };
};
const { cookie } = await get("/login");
assert.equal((await get("/who", cookie)).text, "Jo");
assert.equal((await get("/logout", cookie)).text, "bye");
assert.equal((await get("/who", cookie)).text, "nobody");
await get("/login");
const ask = (name) => new Promise((done, failed) => store[name]((error, found) => (error ? failed(error) : done(found))));
assert.equal(await ask("length"), 1);
assert.equal((await ask("ids")).length, 1);
assert.equal((await ask("all")).length, 1);
await ask("clear");
server.close();
server.closeAllConnections();
await client.close();
