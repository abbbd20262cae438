"""Rate limits: windows of three kinds by the library itself, and the decorators of Flask-Limiter with its headers."""
from flask import Flask
from flask_limiter import Limiter
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, SlidingWindowCounterRateLimiter

from setting import URL, parameter

prefix = parameter("prefix")
storage = storage_from_string(URL, key_prefix=prefix)
assert storage.check()
limit = parse("2 per minute")
for strategy in (FixedWindowRateLimiter, MovingWindowRateLimiter, SlidingWindowCounterRateLimiter):
    limiter = strategy(storage)
    name = strategy.__name__
    assert limiter.test(limit, name)
    assert limiter.hit(limit, name) and limiter.hit(limit, name)
    assert not limiter.hit(limit, name) and not limiter.test(limit, name)
    assert limiter.get_window_stats(limit, name).remaining == 0
    limiter.clear(limit, name)
    assert limiter.hit(limit, name, cost=2)

for strategy in ("fixed-window", "moving-window", "sliding-window-counter"):
    app = Flask("workload")
    limiter = Limiter(
        lambda: "somebody",
        app=app,
        storage_uri=URL,
        storage_options={"key_prefix": prefix},
        strategy=strategy,
        headers_enabled=True,
        key_prefix=strategy,
    )

    @app.get("/")
    @limiter.limit("1 per minute")
    def page():
        return "page"

    client = app.test_client()
    first, second = client.get("/"), client.get("/")
    assert (first.status_code, second.status_code) == (200, 429)
    assert first.headers["X-RateLimit-Remaining"] == "0"
