"""What the AWS CLI makes of its arguments: lists of words in, the parameters it would send or why it would not, out.

Each line of standard input is a JSON list of the words after `aws`; each line of standard output is a JSON object. The
CLI's own parser runs; where it would call the service, its parameters are taken and nothing is sent.
"""

import contextlib
import io
import json
import math
import os
import sys

import awscli.clidriver

# Only answers go to standard output; the CLI starts pagers of its own.
answers = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
taken = []


def take(self, service_name, operation_name, parameters, parsed_globals):
    taken.append((operation_name, parameters))
    return 0


def plain(value):
    """JSON has no word for these numbers."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def ask(driver, words):
    taken.clear()
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            code = driver.main(words)
    except SystemExit as end:
        code = end.code
    if taken:
        operation, parameters = taken[0]
        return {"operation": operation, "parameters": plain(parameters)}
    return {"code": code, "said": said.getvalue()[-300:]}


awscli.clidriver.CLIOperationCaller.invoke = take
driver = awscli.clidriver.create_clidriver()
# Load the model once.
ask(driver, ["elasticache", "create-user", "--user-id", "a", "--user-name", "a", "--engine", "a", "--access-string", "a"])
ask(driver, ["elasticache", "modify-user", "--user-id", "a"])

for line in sys.stdin:
    # Options like --cli-input-json leave traces in the session: each call has a process of its own.
    child = os.fork()
    if child == 0:
        os.write(answers, (json.dumps(ask(driver, json.loads(line))) + "\n").encode())
        os._exit(0)
    os.waitpid(child, 0)
