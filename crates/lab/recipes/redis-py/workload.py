"""An application's everyday work with redis-py: values with a lifetime, counters, hashes, lists, sets, sorted sets, a
pipeline with a transaction, a lock, a scan of its own keys, and a message."""
import redis
from redis.backoff import NoBackoff
from redis.cluster import RedisCluster
from redis.retry import Retry

from setting import CLUSTER, HOST, PASSWORD, PORT, USERNAME, parameter

prefix = parameter("prefix")
channel = parameter("channel") + "news"
login = {"host": HOST, "port": PORT, "username": USERNAME, "password": PASSWORD, "decode_responses": True}
client = RedisCluster(**login, read_from_replicas=True) if CLUSTER else redis.Redis(**login, retry=Retry(NoBackoff(), 0))


def key(name):
    return f"{prefix}{{one}}:{name}"


client.ping()
assert client.set(key("value"), "1", ex=60)
assert client.set(key("new"), "1", nx=True, px=60000)
assert client.get(key("value")) == "1"
assert client.mset({key("a"): "1", key("b"): "2"})
assert client.mget([key("a"), key("b")]) == ["1", "2"]
assert client.incr(key("count")) == 1
assert client.incrby(key("count"), 2) == 3
assert client.expire(key("count"), 60) and client.ttl(key("count")) > 0
assert client.exists(key("count")) == 1
client.hset(key("hash"), mapping={"name": "Jo", "age": "5"})
assert client.hget(key("hash"), "name") == "Jo" and len(client.hgetall(key("hash"))) == 2
client.hincrby(key("hash"), "age", 1)
client.hdel(key("hash"), "age")
client.lpush(key("list"), "1", "2")
client.rpush(key("list"), "3")
assert client.lrange(key("list"), 0, -1) == ["2", "1", "3"] and client.llen(key("list")) == 3
assert client.lpop(key("list")) == "2" and client.rpop(key("list")) == "3"
client.sadd(key("set"), "1", "2")
assert set(client.smembers(key("set"))) == {"1", "2"} and client.sismember(key("set"), "1")
client.srem(key("set"), "1")
client.zadd(key("sorted"), {"a": 1, "b": 2})
assert client.zrange(key("sorted"), 0, -1, withscores=True)[1][1] == 2.0
client.zincrby(key("sorted"), 2, "a")
client.zrem(key("sorted"), "b")
with client.pipeline(transaction=True) as pipe:
    pipe.set(key("piped"), "1")
    pipe.get(key("piped"))
    assert "1" in str(pipe.execute())
if not CLUSTER:
    with client.pipeline() as pipe:
        pipe.watch(key("piped"))
        pipe.multi()
        pipe.set(key("piped"), "2")
        pipe.execute()
with client.lock(key("lock"), timeout=10):
    pass
script = client.register_script("return redis.call('get', KEYS[1])")
if not CLUSTER:
    assert script(keys=[key("value")]) == "1"
subscriber = client.pubsub()
subscriber.subscribe(channel)
subscriber.psubscribe(parameter("channel") + "*")
for _ in range(2):
    assert subscriber.get_message(timeout=5)["type"].endswith("subscribe")
client.publish(channel, "hello")
assert subscriber.get_message(timeout=5)["data"] == "hello"
subscriber.unsubscribe()
subscriber.punsubscribe()
subscriber.close()
assert len(list(client.scan_iter(match=prefix + "*"))) > 5
client.unlink(key("a"), key("b"))
client.delete(key("value"), key("new"), key("count"), key("hash"), key("list"), key("set"), key("sorted"))
client.delete(key("piped"))
client.close()
