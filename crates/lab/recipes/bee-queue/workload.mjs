// A queue and a worker of Bee-Queue: jobs with progress and results, a retried, a delayed, a failed, a stalled and a removed
// one, a health check, lists of jobs, and the end of the queue.
import assert from "node:assert/strict";
import { once } from "node:events";
import BeeQueue from "bee-queue";
import { host, parameter, password, pause, port, username } from "../setting.mjs";

const failed = (error) => {
  console.error(error);
  process.exit(1);
};
const open = (more) => {
  const redis = { host, port, user: username, password, retry_strategy: () => undefined };
  const queue = new BeeQueue(parameter("queue"), { prefix: parameter("prefix"), redis, stallInterval: 500, ...more });
  queue.on("error", failed);
  return queue;
};
const [queue, worker] = [open({ isWorker: false }), open({ activateDelayedJobs: true, delayedDebounce: 50, nearTermWindow: 500 })];
await Promise.all([queue.ready(), worker.ready()]);
const tries = new Map();
worker.process(2, async (job) => {
  tries.set(job.id, (tries.get(job.id) ?? 0) + 1);
  if (job.data.kind === "unsteady" && tries.get(job.id) === 1) throw new Error("once more");
  if (job.data.kind === "bad") throw new Error("bad");
  job.reportProgress({ half: true });
  return job.data.n;
});
const ended = async (job, event = "succeeded") => (await once(job, event))[0];
const save = (job, event) => {
  const end = ended(job, event);
  return job.save().then(() => end);
};

const plain = queue.createJob({ n: 1 }).setId("one").timeout(10_000);
const progress = once(plain, "progress");
assert.equal(await save(plain), 1);
assert.deepEqual(await progress, [{ half: true }]);
assert.equal(await save(queue.createJob({ n: 2, kind: "unsteady" }).retries(2).backoff("fixed", 100)), 2);
assert.equal(await save(queue.createJob({ n: 3 }).delayUntil(Date.now() + 300)), 3);
assert.equal((await save(queue.createJob({ kind: "bad" }), "failed")).message, "bad");
assert.equal(await queue.createJob({ n: 4 }).setId("one").save().then((job) => job.id), null);
const errors = await queue.saveAll([queue.createJob({ n: 5 }), queue.createJob({ n: 6 })]);
assert.equal(errors.size, 0);
await pause(300);
assert.equal((await queue.getJob("one")).status, "succeeded");
assert.ok((await queue.getJobs("succeeded", { size: 10 })).length >= 4);
assert.equal((await queue.getJobs("failed", { size: 10 })).length, 1);
await queue.createJob({ n: 7 }).delayUntil(Date.now() + 3_600_000).save();
assert.equal((await queue.getJobs("delayed", { start: 0, end: 10 })).length, 1);
const health = await queue.checkHealth();
assert.deepEqual([health.failed, health.delayed], [1, 1]);
await queue.removeJob("one");
await worker.checkStalledJobs();
await worker.close();
const last = await queue.createJob({ n: 8 }).save();
assert.equal((await queue.getJobs("waiting", { start: 0, end: 10 })).length, 1);
await last.remove();
await queue.destroy();
await queue.close();
process.exit(0);
