"""A worker and its callers: results, a retried and a dead message, a delayed one, a group, a pipeline, a barrier, rate limits
of three kinds, what a dead worker had taken, and queues that are flushed."""
import time
from uuid import uuid4

import dramatiq
from dramatiq import group
from dramatiq.brokers.redis import RedisBroker
from dramatiq.rate_limits import Barrier, BucketRateLimiter, ConcurrentRateLimiter, WindowRateLimiter
from dramatiq.rate_limits.backends import RedisBackend as Limits
from dramatiq.results import Results
from dramatiq.results.backends import RedisBackend
from dramatiq.worker import Worker

from setting import URL, parameter

namespace = parameter("namespace")
# Maintenance, which happens once in a thousand commands, with each one.
broker = RedisBroker(url=URL, namespace=namespace, maintenance_chance=1_000_000, heartbeat_timeout=1000)
results = RedisBackend(url=URL, namespace=f"{namespace}-results", use_namespace_prefix_keys=True)
limits = Limits(url=URL)
broker.add_middleware(Results(backend=results))
dramatiq.set_broker(broker)


@dramatiq.actor(store_results=True)
def add(x, y):
    return x + y


@dramatiq.actor(max_retries=1, min_backoff=10, max_backoff=10, store_results=True)
def unsteady(tries=[]):
    tries.append(1)
    if len(tries) == 1:
        raise RuntimeError("once more")
    return len(tries)


@dramatiq.actor(max_retries=0)
def bad():
    raise RuntimeError("bad")


worker = Worker(broker, worker_threads=2, worker_timeout=100)
worker.start()
try:
    message = add.send(1, 2)
    assert message.get_result(block=True, timeout=20_000) == 3
    assert message.get_result() == 3
    assert unsteady.send().get_result(block=True, timeout=20_000) == 2
    assert add.send_with_options(args=(2, 2), delay=300).get_result(block=True, timeout=20_000) == 4
    bad.send()
    assert sorted(group([add.message(n, n) for n in range(3)]).run().get_results(block=True, timeout=20_000)) == [0, 2, 4]
    assert (add.message(1, 1) | add.message(3)).run().get_result(block=True, timeout=20_000) == 5
    barrier = Barrier(limits, f"{namespace}-limits:{uuid4()}", ttl=60_000)
    assert barrier.create(2) and not barrier.wait(block=False) and barrier.wait(block=False)
    with ConcurrentRateLimiter(limits, f"{namespace}-limits:one", limit=1).acquire() as acquired:
        assert acquired
        with ConcurrentRateLimiter(limits, f"{namespace}-limits:one", limit=1).acquire(raise_on_failure=False) as again:
            assert not again
    with BucketRateLimiter(limits, f"{namespace}-limits:bucket", limit=5, bucket=1000).acquire() as acquired:
        assert acquired
    with WindowRateLimiter(limits, f"{namespace}-limits:window", limit=5, window=10).acquire() as acquired:
        assert acquired
    broker.join("default", timeout=20_000)
    worker.join()
finally:
    worker.stop()
# What a worker that died had taken comes back.
consumer = broker.consume("default", timeout=100)
add.send(5, 5)
taken = next(consumer)
assert taken is not None
time.sleep(1.2)
broker.broker_id = str(uuid4())
survivor = broker.consume("default", timeout=100)
again = next(survivor) or next(survivor)
assert again is not None and again.message_id == taken.message_id
survivor.nack(again)
add.send(6, 6)
broker.flush("default")
broker.flush_all()
