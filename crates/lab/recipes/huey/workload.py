"""A caller and a consumer of Huey: results, a retried task, tasks for later, revoked and periodic ones, a pipeline, a lock, a
rate limit, what a dashboard shows, and flushing."""
import time

from huey import RedisHuey, crontab
from huey.exceptions import TaskException

from setting import URL, parameter

huey = RedisHuey(parameter("name"), url=URL, notify_result=True)
tries = []
ticks = []


@huey.task()
def add(x, y):
    return x + y


@huey.task(retries=1)
def unsteady():
    tries.append(1)
    if len(tries) == 1:
        raise RuntimeError("once more")
    return len(tries)


@huey.task()
def bad():
    raise RuntimeError("bad")


@huey.task()
@huey.lock_task("one-at-a-time")
def locked():
    return "alone"


@huey.periodic_task(crontab(minute="*"))
def tick():
    ticks.append(1)


waiting = add.schedule((9, 9), delay=3600)
gone = add.schedule((8, 8), delay=1)
gone.revoke()
assert gone.is_revoked() and not waiting.is_revoked()
assert huey.pending_count() == 2 and len(huey.pending()) == 2
consumer = huey.create_consumer(workers=2, periodic=True, initial_delay=0.1, scheduler_interval=1)
consumer.start()
try:
    result = add(1, 2)
    assert result.get(blocking=True, timeout=20) == 3
    assert add.schedule((2, 2), delay=1).get(blocking=True, timeout=20) == 4
    # A try that failed has a result as well, until the next one.
    again = unsteady()
    for _ in range(100):
        if len(tries) == 2:
            break
        time.sleep(0.1)
    assert len(tries) == 2, tries
    try:
        bad().get(blocking=True, timeout=20)
        raise AssertionError("a task that fails has a result")
    except TaskException:
        pass
    assert locked().get(blocking=True, timeout=20) == "alone"
    pipeline = huey.enqueue(add.s(1, 1).then(add, 2))
    assert pipeline.get(blocking=True, timeout=20) == [2, 4]
    assert add.map([(n, n) for n in range(3)]).get(blocking=True, timeout=20) == [0, 2, 4]
    add.revoke()
    assert add.is_revoked() and add.restore()
    with huey.rate_limit("mail", 5, 60):
        pass
    assert not huey.is_locked("one-at-a-time")
    huey.flush_locks("one-at-a-time")
    for _ in range(50):
        if huey.scheduled_count() == 1:
            break
        time.sleep(0.1)
    assert len(huey.scheduled()) == 1
finally:
    consumer.stop(graceful=True)
add(7, 7)
assert len(huey) == 1 and huey.result_count() == len(huey.all_results())
huey.storage.flush_queue()
huey.flush()
