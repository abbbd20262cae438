// A queue and a worker of BullMQ: jobs with progress and results, retries, a delayed job, priorities, a flow of parent and
// child, a repeated job, events, a limit on the rate, pausing, and what a dashboard asks.
import assert from "node:assert/strict";
import { FlowProducer, Queue, QueueEvents, Worker } from "bullmq";
import { Cluster, Redis } from "ioredis";
import { cluster, host, parameter, password, port, username } from "../setting.mjs";

const options = { username, password, retryStrategy: () => null, maxRetriesPerRequest: null };
const failed = (error) => {
  console.error(error);
  process.exit(1);
};
const connect = () => {
  const connection = cluster
    ? new Cluster([{ host, port }], { redisOptions: options, clusterRetryStrategy: () => null })
    : new Redis({ host, port, ...options });
  return connection.on("error", failed);
};
const name = parameter("queue");
// In a cluster all keys of a queue must be in one slot: the prefix is put into braces.
const prefix = cluster ? `{${parameter("prefix")}}` : parameter("prefix");
const settings = () => ({ connection: connect(), prefix });

const queue = new Queue(name, settings());
// From the first event on, not only those after its first question, before which a job may end already.
const events = new QueueEvents(name, { ...settings(), lastEventId: "0-0" });
const flow = new FlowProducer(settings());
const worker = new Worker(
  name,
  async (job) => {
    if (job.name === "unsteady" && job.attemptsMade === 0) throw new Error("once more");
    if (job.name === "bad") throw new Error("bad");
    await job.updateProgress(50);
    await job.log("half of it");
    return job.data.n;
  },
  { ...settings(), limiter: { max: 100, duration: 1000 }, concurrency: 2 },
);
for (const one of [queue, events, flow, worker]) one.on("error", failed);
await Promise.all([queue.waitUntilReady(), events.waitUntilReady(), worker.waitUntilReady()]);

const job = await queue.add("plain", { n: 1 });
assert.equal(await job.waitUntilFinished(events, 10000), 1);
const many = await queue.addBulk([
  { name: "unsteady", data: { n: 2 }, opts: { attempts: 2, backoff: { type: "fixed", delay: 50 } } },
  { name: "late", data: { n: 3 }, opts: { delay: 200 } },
  { name: "urgent", data: { n: 4 }, opts: { priority: 1 } },
  { name: "once", data: { n: 5 }, opts: { deduplication: { id: "once" } } },
]);
for (const one of many) assert.ok(await one.waitUntilFinished(events, 10000));
await queue.add("gone", { n: 9 }, { removeOnComplete: true });
const bad = await queue.add("bad", {});
await assert.rejects(bad.waitUntilFinished(events, 10000));
const family = await flow.add({
  name: "parent",
  queueName: name,
  data: { n: 6 },
  children: [{ name: "child", queueName: name, data: { n: 7 } }],
});
assert.equal(await family.job.waitUntilFinished(events, 10000), 6);
assert.equal(Object.values(await family.job.getChildrenValues())[0], 7);
await queue.upsertJobScheduler("often", { every: 60000 }, { name: "repeated", data: { n: 8 } });
assert.equal((await queue.getJobSchedulers()).length, 1);
await queue.removeJobScheduler("often");
await queue.pause();
assert.ok(await queue.isPaused());
await queue.resume();
assert.ok((await queue.getJobCounts()).completed > 3);
assert.ok((await queue.getJobs(["completed", "failed"])).length > 3);
assert.equal((await queue.getJob(job.id)).returnvalue, 1);
assert.equal((await queue.getJobLogs(job.id)).count, 1);
assert.equal((await queue.getWorkers()).length, 1);
await (await queue.getJob(bad.id)).retry();
await job.remove();
await queue.clean(0, 100, "completed");
await queue.drain(true);
await worker.close();
await queue.obliterate({ force: true });
await Promise.all([queue.close(), events.close(), flow.close()]);
process.exit(0);
