"""Pastes a file into an interactive shell in a terminal, as a person would: paste.py FILE SHELL [ARGUMENT...]"""

import os
import pty
import select
import sys
import time

file, *shell = sys.argv[1:]
text = open(file, "rb").read()
child, terminal = pty.fork()
if child == 0:
    os.execvp(shell[0], shell)
end = b"\x03\nexit\nexit\n"
left = text + b"\n" + end
# A person pastes at a prompt. Before there is one the terminal keeps 4,096 bytes of what comes, and drops the rest.
select.select([terminal], [], [], 20)
time.sleep(0.5)
seen = time.monotonic()
while time.monotonic() - seen < 20:
    ready, writable, _ = select.select([terminal], [terminal] if left else [], [], 0.5)
    try:
        if ready:
            if not os.read(terminal, 65536):
                break
            seen = time.monotonic()
        if writable:
            left = left[os.write(terminal, left[:512]):]
            seen = time.monotonic()
        elif not ready and not left:
            os.write(terminal, end)
            if time.monotonic() - seen > 5:
                break
    except OSError:
        break
