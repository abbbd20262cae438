"""A worker and a caller with broker and result backend on one cache: results, retries, a delayed task, a group, a chord,
revoking, priorities, events and the questions of `celery inspect`."""
import subprocess
import sys
import threading

from celery import Celery, chord, group

from setting import URL, parameter

prefix, queue = parameter("prefix"), parameter("queue")
app = Celery("workload", broker=URL, backend=URL)
app.conf.update(
    task_default_queue=queue,
    broker_connection_retry=False,
    broker_connection_retry_on_startup=False,
    broker_transport_options={"global_keyprefix": prefix, "max_retries": 1},
    result_backend_transport_options={"global_keyprefix": prefix, "retry_policy": {"max_retries": 1}},
    task_send_sent_event=True,
    task_track_started=True,
)


@app.task
def add(x, y):
    return x + y


@app.task
def total(numbers):
    return sum(numbers)


@app.task(bind=True, max_retries=1, default_retry_delay=0)
def unsteady(self):
    if self.request.retries == 0:
        raise self.retry()
    return "done"


def call():
    result = add.delay(1, 2)
    assert result.get(timeout=20) == 3 and result.successful()
    result.forget()
    assert unsteady.delay().get(timeout=20) == "done"
    assert add.apply_async((1, 1), countdown=1).get(timeout=20) == 2
    assert add.apply_async((1, 1), priority=6).get(timeout=20) == 2
    assert sorted(group(add.s(n, n) for n in range(3))().get(timeout=20)) == [0, 2, 4]
    assert chord((add.s(n, n) for n in range(3)), total.s())().get(timeout=20) == 6
    add.apply_async((1, 1), countdown=30).revoke()
    assert app.control.inspect(timeout=1, limit=1).ping()
    with app.connection() as connection:
        receiver = app.events.Receiver(connection, handlers={"*": lambda event: None})
        threading.Timer(0.5, lambda: add.delay(2, 2)).start()
        for _ in receiver.itercapture(limit=2, timeout=10, wakeup=True):
            pass


if __name__ == "__main__":
    start = ["-m", "celery", "-A", "workload", "worker", "--pool", "threads", "--concurrency", "2", "--task-events"]
    worker = subprocess.Popen([sys.executable, *start, "--loglevel", "WARNING"])
    try:
        call()
        app.control.purge()
        app.control.shutdown()
        assert worker.wait(timeout=20) == 0
    finally:
        worker.kill()
