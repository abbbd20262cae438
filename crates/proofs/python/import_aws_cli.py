"""How the AWS CLI reads its arguments: lists of words in; the parameters that it would send, or its error, out.

Each line of standard input is a JSON list of the words after `aws`; each line of standard output is a JSON object. The
CLI's own parser runs; instead of calling the service, its parameters are captured, and nothing is sent.
"""

import contextlib
import io
import json
import math
import os
import sys

import awscli.clidriver

# Only answers go to standard output, without a pager.
answers = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
taken = []


def take(self, service_name, operation_name, parameters, parsed_globals):
    taken.append((operation_name, parameters))
    return 0


def plain(value):
    """JSON has no syntax for these numbers."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def ask(driver, words):
    taken.clear()
    output = io.StringIO()
    try:
        with contextlib.redirect_stderr(output), contextlib.redirect_stdout(output):
            code = driver.main(words)
    except SystemExit as end:
        code = end.code
    if taken:
        operation, parameters = taken[0]
        return {"operation": operation, "parameters": plain(parameters)}
    return {"code": code, "output": output.getvalue()[-300:]}


awscli.clidriver.CLIOperationCaller.invoke = take
driver = awscli.clidriver.create_clidriver()
# Load the model once.
ask(driver, ["elasticache", "create-user", "--user-id", "a", "--user-name", "a", "--engine", "a", "--access-string", "a"])
ask(driver, ["elasticache", "modify-user", "--user-id", "a"])

for line in sys.stdin:
    # Options like --cli-input-json change the session, so each call has its own process.
    child = os.fork()
    if child == 0:
        os.write(answers, (json.dumps(ask(driver, json.loads(line))) + "\n").encode())
        os._exit(0)
    os.waitpid(child, 0)
