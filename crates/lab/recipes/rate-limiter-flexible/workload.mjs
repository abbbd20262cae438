// Limits by rate-limiter-flexible: points, penalties, rewards, blocks, bursts, a union, a queue, and what is left of a limit.
import assert from "node:assert/strict";
import { Cluster, Redis } from "ioredis";
import { BurstyRateLimiter, RateLimiterQueue, RateLimiterRedis, RateLimiterUnion } from "rate-limiter-flexible";
import { cluster, host, parameter, password, port, username } from "../setting.mjs";

const options = { username, password, retryStrategy: () => null, maxRetriesPerRequest: 1, enableOfflineQueue: true };
const storeClient = cluster
  ? new Cluster([{ host, port }], { redisOptions: options, clusterRetryStrategy: () => null })
  : new Redis({ host, port, ...options });
storeClient.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
const prefix = parameter("prefix");
const limiter = (more) => new RateLimiterRedis({ storeClient, keyPrefix: prefix, points: 3, duration: 60, ...more });

const login = limiter();
assert.equal((await login.consume("jo")).remainingPoints, 2);
assert.equal((await login.penalty("jo", 2)).consumedPoints, 3);
await assert.rejects(login.consume("jo"), (refused) => refused.msBeforeNext > 0);
await login.reward("jo", 2);
assert.equal((await login.get("jo")).consumedPoints, 2);
await login.set("jo", 1, 30);
await login.block("jo", 30);
await assert.rejects(login.consume("jo"), (refused) => refused.msBeforeNext > 0);
assert.ok(await login.delete("jo"));
assert.equal(await login.get("jo"), null);

const blocking = limiter({ keyPrefix: `${prefix}:block`, points: 1, blockDuration: 30 });
await blocking.consume("jo");
await assert.rejects(blocking.consume("jo"), (refused) => refused.msBeforeNext > 1000);
const forever = limiter({ keyPrefix: `${prefix}:forever`, duration: 0 });
assert.equal((await forever.consume("jo")).msBeforeNext, -1);
const strict = limiter({ keyPrefix: `${prefix}:strict`, rejectIfRedisNotReady: true, execEvenly: true, duration: 1 });
await strict.consume("jo");

const bursty = new BurstyRateLimiter(limiter({ points: 1, keyPrefix: `${prefix}:usual` }), limiter({ points: 1, keyPrefix: `${prefix}:burst` }));
await bursty.consume("jo");
await bursty.consume("jo");
await assert.rejects(bursty.consume("jo"), (refused) => refused.msBeforeNext > 0);
const union = new RateLimiterUnion(limiter({ keyPrefix: `${prefix}:a` }), limiter({ keyPrefix: `${prefix}:b` }));
assert.equal(Object.keys(await union.consume("jo")).length, 2);
const queue = new RateLimiterQueue(limiter({ keyPrefix: `${prefix}:queue`, points: 1, duration: 1 }));
await Promise.all([queue.removeTokens(1), queue.removeTokens(1)]);
storeClient.disconnect();
process.exit(0);
