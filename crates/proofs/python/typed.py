"""Runs a command in its own terminal and types passwords as it asks for them, one per line of standard input.

Fails when the command fails, or when the terminal shows a password.
"""

import os
import pty
import re
import sys
import termios
import time

answers = sys.stdin.read().splitlines()
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])

shown = b""
asked = 0
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:  # Linux says so when the program has ended
        break
    if not more:
        break
    shown += more
    while asked < min(len(answers), len(re.findall(rb"(?:Current|New) password: |Password \d+: ", shown))):
        # Wait a moment, as a person would, until echo is off.
        deadline = time.monotonic() + 20
        while termios.tcgetattr(terminal)[3] & termios.ECHO and time.monotonic() < deadline:
            time.sleep(0.005)
        os.write(terminal, answers[asked].encode() + b"\n")
        asked += 1

sys.stderr.buffer.write(shown)
failed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0
sys.exit(failed or asked != len(answers) or any(answer.encode() in shown for answer in answers))
