"""Runs many programs in one interpreter, each with its own environment, folder and answers to `getpass`.

Standard input: {"program", "env", "folder", "answers"} a line. Standard output: {"error"} a line, null for none.
"""

import contextlib
import getpass
import io
import json
import os
import sys
import traceback

for line in sys.stdin:
    job = json.loads(line)
    os.chdir(job["folder"])
    os.environ.update(job["env"])
    answers = dict(job["answers"])
    getpass.getpass = lambda question: answers.pop(question)
    error = None
    shown = io.StringIO()
    try:
        with open(job["program"], encoding="utf-8", newline="") as file:
            program = compile(file.read(), job["program"], "exec")
        with contextlib.redirect_stdout(shown):
            exec(program, {"__name__": "__main__"})
    except BaseException:
        error = traceback.format_exc()
    print(json.dumps({"error": error, "shown": shown.getvalue()}), flush=True)
