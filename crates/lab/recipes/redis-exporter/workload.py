"""The Prometheus exporter for Redis, started as for ElastiCache (without CONFIG), and scraped: every metric that Prometheus
would get."""
import os
import socket
import subprocess
import time
import urllib.request

from setting import CLUSTER, HOST, PASSWORD, PORT, USERNAME

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    address = f"127.0.0.1:{free.getsockname()[1]}"
options = ["--redis.addr", f"redis://{HOST}:{PORT}", "--redis.user", USERNAME, "--redis.password", PASSWORD]
options += ["--config-command", "-", "--web.listen-address", address]
if CLUSTER:
    options.append("--is-cluster")
exporter = subprocess.Popen([os.environ["RECIPE_PROGRAM"], *options])
try:
    for _ in range(100):
        try:
            text = urllib.request.urlopen(f"http://{address}/metrics", timeout=20).read().decode()
            break
        except OSError:
            time.sleep(0.05)
    assert "redis_up 1" in text, "the exporter says that the server is down"
    for metric in ["redis_connected_clients", "redis_memory_used_bytes", "redis_commands_total", "redis_slowlog_length"]:
        assert f"\n{metric}" in text, f"there is no {metric}"
    errors = [line for line in text.splitlines() if line.startswith("redis_exporter_last_scrape_error{")]
    assert errors and all(line.endswith(" 0") for line in errors), errors
finally:
    exporter.kill()
