"""Flask-Caching: cached views and functions, values, many at once, and what is forgotten again."""
from flask import Flask
from flask_caching import Cache

from setting import HOST, PASSWORD, PORT, USERNAME, parameter

app = Flask("app")
app.config.update(
    CACHE_TYPE="RedisCache",
    CACHE_REDIS_URL=f"redis://{USERNAME}:{PASSWORD}@{HOST}:{PORT}/0",
    CACHE_KEY_PREFIX=parameter("prefix"),
    CACHE_DEFAULT_TIMEOUT=60,
)
cache = Cache(app)
calls = []


@app.route("/")
@cache.cached(timeout=30)
def view():
    calls.append("view")
    return "hello"


@cache.memoize(30)
def double(n):
    calls.append("double")
    return 2 * n


with app.test_client() as browser:
    assert browser.get("/").data == browser.get("/").data == b"hello"
with app.app_context():
    assert double(2) == double(2) == 4
    assert calls == ["view", "double"], calls
    cache.delete_memoized(double, 2)
    cache.delete_memoized(double)
    cache.set("a", 1)
    assert cache.get("a") == 1 and cache.has("a")
    assert cache.add("b", 2) and not cache.add("b", 2)
    cache.set_many({"c": 3, "d": 4})
    assert cache.get_many("c", "d") == [3, 4] and cache.get_dict("c") == {"c": 3}
    cache.set("forever", 1, timeout=0)
    assert cache.delete("a")
    cache.delete_many("b", "c", "d", "forever")
