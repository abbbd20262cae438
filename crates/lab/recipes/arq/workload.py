"""A pool and a worker of arq: jobs with results, a retried, a failed and a deferred one, one that is aborted, one that runs at
set times, the health check, and what a dashboard asks."""
import asyncio
from datetime import timedelta

from arq import Retry, create_pool, cron
from arq.connections import RedisSettings
from arq.jobs import Job, JobStatus
from arq.worker import Worker, async_check_health

from setting import HOST, PASSWORD, PORT, USERNAME, parameter

queue = parameter("queue")
settings = RedisSettings(host=HOST, port=PORT, username=USERNAME, password=PASSWORD, conn_retries=0)
beats = []


async def add(ctx, x, y):
    return x + y


async def unsteady(ctx):
    if ctx["job_try"] == 1:
        raise Retry(defer=timedelta(milliseconds=100))
    return ctx["job_try"]


async def bad(ctx):
    raise RuntimeError("bad")


async def slow(ctx):
    await asyncio.sleep(60)


async def beat(ctx):
    beats.append(1)


async def main():
    pool = await create_pool(settings, default_queue_name=queue)
    worker = Worker(
        [add, unsteady, bad, slow],
        redis_pool=await create_pool(settings, default_queue_name=queue),
        queue_name=queue,
        cron_jobs=[cron(beat, second=set(range(60)))],
        allow_abort_jobs=True,
        poll_delay=0.1,
        health_check_interval=1,
        handle_signals=False,
    )
    later = await pool.enqueue_job("add", 9, 9, _defer_by=3600)
    assert await later.status() == JobStatus.deferred
    assert len(await pool.queued_jobs()) == 1
    running = asyncio.create_task(worker.async_run())
    try:
        job = await pool.enqueue_job("add", 1, 2, _job_id="once")
        assert await pool.enqueue_job("add", 1, 2, _job_id="once") is None
        assert await job.result(timeout=20, poll_delay=0.1) == 3
        assert await job.status() == JobStatus.complete
        assert (await Job("once", pool, queue).info()).result == 3
        assert await (await pool.enqueue_job("unsteady")).result(timeout=20, poll_delay=0.1) == 2
        try:
            await (await pool.enqueue_job("bad")).result(timeout=20, poll_delay=0.1)
            raise AssertionError("a job that fails has a result")
        except RuntimeError:
            pass
        long = await pool.enqueue_job("slow")
        while await long.status() != JobStatus.in_progress:
            await asyncio.sleep(0.1)
        assert await long.abort(timeout=20, poll_delay=0.1)
        assert await later.abort(timeout=20, poll_delay=0.1)
        while not beats:
            await asyncio.sleep(0.1)
        while await async_check_health(settings, queue_name=queue) != 0:
            await asyncio.sleep(0.1)
    finally:
        await worker.close()
        await asyncio.gather(running, return_exceptions=True)
    await pool.aclose()


asyncio.run(asyncio.wait_for(main(), 40))
