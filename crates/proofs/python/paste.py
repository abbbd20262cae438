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
# Wait for the prompt, as a person does: before it, the terminal keeps only 4,096 bytes of input.
select.select([terminal], [], [], 20)
time.sleep(0.5)
last_activity = time.monotonic()
while time.monotonic() - last_activity < 20:
    ready, writable, _ = select.select([terminal], [terminal] if left else [], [], 0.5)
    try:
        if ready:
            if not os.read(terminal, 65536):
                break
            last_activity = time.monotonic()
        if writable:
            left = left[os.write(terminal, left[:512]):]
            last_activity = time.monotonic()
        elif not ready and not left:
            os.write(terminal, end)
            if time.monotonic() - last_activity > 5:
                break
    except OSError:
        break
