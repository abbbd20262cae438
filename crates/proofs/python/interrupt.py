"""Stops a script in a terminal at each of its prompts, with each key and signal.

interrupt.py SCRIPT QUESTIONS FOLDER RUNNER SHELL [ARGUMENT...]: RUNNER runs the script as a file. Then it runs in SHELL, started
with the arguments: a shell's script is pasted at its prompt, another RUNNER's program is started there. Afterwards the terminal
echoes input, neither `aws` nor `curl` was called, no file is left, and no part of a password was shown. Prints how many times a
script was stopped.
"""

import faulthandler
import fcntl
import os
import re
import shutil
import signal
import sys
import termios
import time

script, questions, folder, runner, shell, *interactive = sys.argv[1:]
is_program = runner != shell
TEXT = f"{runner} {script}\n".encode() if is_program else open(script, "rb").read()
PASSWORD, HALF = b"a-whole-s3cret-typed", b"half-a-s3cr"
QUESTION = re.compile(rb"[Pp]assword[^\r\n:'\"]*: (?!')")
ASKS = re.compile(QUESTION.pattern + rb"(\x1b[^a-zA-Z]*[a-zA-Z]|[\r\n])*$")
# What happens at a prompt: keys that the terminal turns into a signal or the end of input, and signals from other processes.
KEYS = {"INT": b"\x03", "QUIT": b"\x1c", "TSTP": b"\x1a", "EOF": b"\x04", "HUP": signal.SIGHUP, "TERM": signal.SIGTERM}


class Terminal:
    """A terminal whose session belongs to a process that outlives the shell, as a window or a login shell would."""

    def __init__(self, words, room):
        self.master, self.slave = os.openpty()
        self.shown = b""
        self.status = None
        self.report_reader, report_writer = os.pipe()
        wait, self.let_go = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.report_reader)
            os.close(self.let_go)
            os.close(self.master)
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            child = os.fork()
            if child == 0:
                os.setpgid(0, 0)
                os.tcsetpgrp(self.slave, os.getpid())
                signal.signal(signal.SIGTTOU, signal.SIG_DFL)
                # A run in the background inherits that these are ignored, which no shell can trap then.
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                signal.signal(signal.SIGQUIT, signal.SIG_DFL)
                for stream in range(3):
                    os.dup2(self.slave, stream)
                os.closerange(3, 64)
                os.chdir(room)
                os.execvpe(words[0], words, os.environ | {"HOME": room, "TMPDIR": room, "TERM": "dumb", "STUB_LOG": f"{room}/log"})
            os.write(report_writer, f"{child:10}".encode())
            os.write(report_writer, str(os.waitpid(child, 0)[1]).encode())
            os.read(wait, 1)
            os._exit(0)
        os.close(report_writer)
        os.close(wait)
        self.child = int(os.read(self.report_reader, 10))
        os.set_blocking(self.report_reader, False)

    def read(self):
        os.set_blocking(self.master, False)
        try:
            self.shown += os.read(self.master, 65536)
            return True
        except OSError:
            return False

    def until(self, what, seconds=10):
        """Whether the condition becomes true in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            more = self.read()
            if what():
                return True
            if not more:
                time.sleep(0.005)
        return False

    def quiet(self):
        length = -1
        while length != len(self.shown):
            length = len(self.shown)
            self.until(lambda: False, 0.15)

    def type(self, text):
        os.set_blocking(self.master, True)
        while text:
            text = text[os.write(self.master, text[:200]):]
            self.read()
            os.set_blocking(self.master, True)

    def ended(self):
        if self.status is None:
            try:
                self.status = int(os.read(self.report_reader, 16))
            except BlockingIOError:
                pass
        return self.status is not None

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def reads_a_password(self):
        """A shell's line editor also turns echo off, and shows input itself. It reads single characters. So do fish and Node.js
        at their prompts, but then the prompt is the last output."""
        flags = termios.tcgetattr(self.slave)[3]
        if os.path.basename(runner) in ("fish", "node"):
            return not flags & termios.ECHO and ASKS.search(self.shown) is not None
        return not flags & termios.ECHO and bool(flags & termios.ICANON)

    def close(self):
        if not self.ended():
            os.kill(self.child, signal.SIGKILL)
        os.close(self.let_go)
        os.waitpid(self.pid, 0)
        for file in (self.master, self.slave, self.report_reader):
            os.close(file)


def stop(name, asked, pasted):
    room = os.path.join(folder, f"{'pasted' if pasted else 'run'}-{name}-{asked}")
    os.makedirs(room)
    terminal = Terminal([shell, *interactive] if pasted else [runner, script], room)
    start = 0
    if pasted:
        terminal.quiet()
        terminal.type(TEXT)
    count = lambda: len(QUESTION.findall(terminal.shown[start:]))
    for number in range(1, asked + 1):
        # A program's SDK loads slowly on a busy machine.
        assert terminal.until(lambda: count() >= number and terminal.reads_a_password(), 60), "it doesn't ask"
        terminal.until(lambda: False, 0.02)
        # Ctrl-D ends the input only at the start of a line. If another process kills the program, half a line would stay in the
        # terminal, and the shell would read it.
        empty = name == "EOF" or is_program and name in ("HUP", "TERM")
        terminal.type(PASSWORD + b"\n" if number < asked else b"" if empty else HALF)
    terminal.until(lambda: False, 0.05)
    key = KEYS[name]
    if isinstance(key, bytes):
        terminal.type(key)
    else:
        os.killpg(os.tcgetpgrp(terminal.master), key)
    ended = terminal.ended if not pasted else back(terminal, room)
    # If the key doesn't end it, its prompt is still there.
    if not terminal.until(ended, 0.7 if name in ("TSTP", "QUIT") else 5):
        terminal.type(b"\x03")
        assert terminal.until(ended), "it doesn't end"
    if pasted and not terminal.ended():
        assert open(f"{room}/state").read().find(" echo ") > 0, "the terminal no longer echoes input"
        os.remove(f"{room}/state")
    else:
        # A shell killed by the signal exits before its subshell restores the terminal. fish doesn't restore it if it's killed
        # while reading.
        right = terminal.until(terminal.echoes, 3) or (shell, name) == ("fish", "TERM")
        assert right, "the terminal no longer echoes"
        assert terminal.status != 0, "it reported success"
    assert PASSWORD not in terminal.shown and HALF not in terminal.shown, "a password was shown"
    left = [name for name in os.listdir(room) if not re.match(r"\.(config|local|cache|bash_history)$|fish\.", name)]
    assert not left, f"{left} is left"
    terminal.close()
    shutil.rmtree(room)


def back(terminal, room):
    """Whether the shell's prompt is back: it runs a command there. A script that's still asking reads the command as a password."""
    sent = time.monotonic() + 0.3

    def answered():
        nonlocal sent
        if terminal.ended():
            return True
        if os.path.exists(f"{room}/state") and os.path.getsize(f"{room}/state") > 100:
            return True
        if time.monotonic() > sent and not asking(terminal):
            terminal.type(f"stty -a >{room}/state\n".encode())
            sent = time.monotonic() + 2
        return False

    return answered


def asking(terminal):
    """Whether only fish's dots and control sequences follow the prompt."""
    return re.search(QUESTION.pattern + rb"(\xe2\x97\x8f|\x1b\[[0-9;?]*[A-Za-z])*$", terminal.shown) is not None


stops = 0
for pasted in (False, True):
    for asked in range(1, int(questions) + 1):
        for name in KEYS:
            # A killed shell has no prompt. In a shell, a killed program's terminal is restored by the shell.
            if name in ("HUP", "TERM") and pasted != is_program:
                continue
            # Without a shell, nothing continues a stopped program or handles one that dumps core.
            if is_program and not pasted and name in ("TSTP", "QUIT"):
                continue
            faulthandler.dump_traceback_later(120, exit=True)
            try:
                stop(name, asked, pasted)
            except AssertionError as why:
                sys.exit(f"{runner}, {'pasted' if pasted else 'run'}, {name} at question {asked}: {why} ({folder})")
            stops += 1
print(stops)
