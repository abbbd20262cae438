"""Django's own Redis cache: values, many at once, counters, lifetimes, get-or-set, and sessions kept in the cache."""
import django
from django.conf import settings

from setting import URL, parameter

settings.configure(
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": URL,
            "KEY_PREFIX": parameter("prefix"),
        }
    },
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
)
django.setup()
from django.contrib.sessions.backends.cache import SessionStore
from django.core.cache import cache

cache.set("a", {"name": "Jo"}, timeout=60)
assert cache.get("a") == {"name": "Jo"} and cache.get("gone") is None
assert cache.add("b", 1) and not cache.add("b", 2)
assert cache.incr("b") == 2 and cache.decr("b") == 1
cache.set_many({"c": 1, "d": 2}, timeout=60)
assert cache.get_many(["c", "d"]) == {"c": 1, "d": 2}
assert cache.touch("a", 30) and cache.touch("b", None) and cache.has_key("a")
cache.set("forever", 1, timeout=None)
cache.set("never", 1, timeout=0)
assert cache.get_or_set("e", lambda: 5, 60) == 5
assert cache.delete("a") and not cache.delete("a")
cache.delete_many(["b", "c", "d", "e", "forever"])
session = SessionStore()
session["user"] = 1
session.save()
again = SessionStore(session.session_key)
assert again["user"] == 1
again.cycle_key()
again.flush()
