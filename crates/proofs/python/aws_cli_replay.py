"""Runs the AWS CLI many times in one process: a JSON object a line in, with arguments, folder, standard input and
environment; a JSON object a line out, with the exit code and what was printed."""
import io
import json
import os
import sys
import tempfile

import awscli.clidriver

lines = [json.loads(line) for line in sys.stdin]
answers = os.fdopen(os.dup(1), "w")
for line in lines:
    os.chdir(line["folder"])
    os.environ.update(line["env"])
    files = [tempfile.TemporaryFile() for _ in range(3)]
    files[0].write(line["input"].encode())
    files[0].seek(0)
    for number, file in enumerate(files):
        os.dup2(file.fileno(), number)
    sys.stdin = io.TextIOWrapper(os.fdopen(os.dup(0), "rb"))
    sys.stdout = io.TextIOWrapper(os.fdopen(os.dup(1), "wb"), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(os.fdopen(os.dup(2), "wb"), encoding="utf-8")
    sys.argv = ["aws", *line["args"]]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    except BaseException as why:
        code = repr(why)
    sys.stdout.flush()
    sys.stderr.flush()
    printed = []
    for file in files[1:]:
        file.seek(0)
        printed.append(file.read().decode("utf-8", "replace"))
    answers.write(json.dumps({"code": code, "out": printed[0], "err": printed[1]}) + "\n")
answers.flush()
