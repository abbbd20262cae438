"""How long botocore's validator takes for the requests given on standard input; prints rows for the bench."""
import json
import sys
import time

import botocore.session
import botocore.validate

shape = botocore.session.get_session().get_service_model("elasticache").operation_model("CreateUser").input_shape
validator = botocore.validate.ParamValidator()
for text in sys.stdin:
    case = json.loads(text)
    call = lambda: validator.validate(case["request"], shape).generate_report()
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < 0.1 or not calls:
        call()
        calls += 1
    batch = max(calls // 10, 1)
    times = []
    for _ in range(61):
        start = time.perf_counter()
        for _ in range(batch):
            call()
        times.append((time.perf_counter() - start) / batch * 1e6)
    times.sort()
    note = f"types, names and minimum lengths only; median {times[30]:.2f}"
    print(json.dumps({"what": case["what"], "who": "botocore", "figure": times[0], "unit": "µs", "note": note}))
