// Subscriptions of GraphQL by graphql-redis-subscriptions: events by name, by pattern, as an iterator, and by a real schema.
import assert from "node:assert/strict";
import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse, subscribe } from "graphql";
import { RedisPubSub } from "graphql-redis-subscriptions";
import { Cluster, Redis } from "ioredis";
import { cluster, host, parameter, password, pause, port, username } from "../setting.mjs";

const failed = (error) => {
  console.error(error);
  process.exit(1);
};
process.on("unhandledRejection", failed);
const options = { username, password, retryStrategy: () => null, maxRetriesPerRequest: 1 };
const connect = () => {
  const connection = cluster
    ? new Cluster([{ host, port }], { redisOptions: options, clusterRetryStrategy: () => null })
    : new Redis({ host, port, ...options });
  return connection.on("error", failed);
};
const prefix = parameter("prefix");
const pubsub = new RedisPubSub({ publisher: connect(), subscriber: connect() });

const received = [];
const id = await pubsub.subscribe(`${prefix}post`, (post) => received.push(post));
await pubsub.publish(`${prefix}post`, { text: "one" });
const byPattern = await pubsub.subscribe(`${prefix}*`, (post) => received.push(post), { pattern: true });
await pubsub.publish(`${prefix}comment`, { text: "two" });
await pause(200);
assert.deepEqual(received, [{ text: "one" }, { text: "two" }]);
pubsub.unsubscribe(id);
pubsub.unsubscribe(byPattern);

const field = { type: GraphQLString, subscribe: () => pubsub.asyncIterableIterator([`${prefix}added`, `${prefix}changed`]), resolve: (event) => event.text };
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: "Query", fields: { none: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({ name: "Subscription", fields: { post: field } }),
});
const events = await subscribe({ schema, document: parse("subscription { post }") });
const next = events.next();
await pause(200);
await pubsub.publish(`${prefix}changed`, { text: "three" });
assert.equal((await next).value.data.post, "three");
await events.return();
await pause(100);
await pubsub.close();
process.exit(0);
