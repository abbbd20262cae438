"""A caller and a worker of RQ: jobs with results, a failing job that is retried, a job for later, one that waits for
another, a canceled one, and the counts that a dashboard shows."""
import datetime
import operator

from redis import Redis
from rq import Queue, Retry, SimpleWorker
from rq.registry import FailedJobRegistry, FinishedJobRegistry, ScheduledJobRegistry
from rq.scheduler import RQScheduler

from setting import HOST, PASSWORD, PORT, USERNAME, parameter

connection = Redis(host=HOST, port=PORT, username=USERNAME, password=PASSWORD)
queue = Queue(parameter("queue"), connection=connection)
job = queue.enqueue(operator.add, 1, 2)
later = queue.enqueue(operator.add, 2, 2, depends_on=job)
failing = queue.enqueue(operator.truediv, 1, 0, retry=Retry(max=1))
queue.enqueue_in(datetime.timedelta(hours=1), operator.add, 1, 1)
canceled = queue.enqueue(operator.add, 5, 5)
canceled.cancel()
canceled.delete()
worker = SimpleWorker([queue], connection=connection)
worker.work(burst=True, with_scheduler=False)
assert job.return_value(refresh=True) == 3 and later.return_value(refresh=True) == 4
assert failing.get_status(refresh=True) == "failed"
scheduler = RQScheduler([queue], connection=connection)
scheduler.acquire_locks()
scheduler.enqueue_scheduled_jobs()
scheduler.release_locks()
FailedJobRegistry(queue=queue).requeue(failing.id)
assert len(queue) == 1 and len(FinishedJobRegistry(queue=queue)) == 2
assert ScheduledJobRegistry(queue=queue).count == 1
assert Queue.all(connection=connection) and SimpleWorker.all(connection=connection) == []
queue.empty()
queue.delete()
