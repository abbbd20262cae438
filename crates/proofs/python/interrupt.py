"""Stops a script in a terminal at each of its questions, by each key and signal there is for it.

interrupt.py SCRIPT QUESTIONS FOLDER SHELL [ARGUMENT...]: the script is run as a file by SHELL and, with the arguments,
pasted into its prompt. Afterwards the terminal shows what is typed, no command `aws` or `curl` was run, no file is left,
and nothing of a password was shown. Prints how many times it stopped one.
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

script, questions, folder, shell, *interactive = sys.argv[1:]
TEXT = open(script, "rb").read()
PASSWORD, HALF = b"a-whole-s3cret-typed", b"half-a-s3cr"
QUESTION = re.compile(rb"[Pp]assword[^\r\n:'\"]*: (?!')")
# What is typed while a question is open: what a terminal makes a signal of, or the end of input; and signals of others.
KEYS = {"INT": b"\x03", "QUIT": b"\x1c", "TSTP": b"\x1a", "EOF": b"\x04", "HUP": signal.SIGHUP, "TERM": signal.SIGTERM}


class Terminal:
    """A terminal whose session belongs to a process that outlives the shell, as a window or a login shell would."""

    def __init__(self, words, room):
        self.master, self.slave = os.openpty()
        self.shown = b""
        self.status = None
        self.told, tell = os.pipe()
        wait, self.let_go = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.told)
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
                for stream in range(3):
                    os.dup2(self.slave, stream)
                os.closerange(3, 64)
                os.chdir(room)
                os.execvpe(words[0], words, os.environ | {"HOME": room, "TMPDIR": room, "TERM": "dumb", "STUB_LOG": f"{room}/log"})
            os.write(tell, f"{child:10}".encode())
            os.write(tell, str(os.waitpid(child, 0)[1]).encode())
            os.read(wait, 1)
            os._exit(0)
        os.close(tell)
        os.close(wait)
        self.child = int(os.read(self.told, 10))
        os.set_blocking(self.told, False)

    def read(self):
        os.set_blocking(self.master, False)
        try:
            self.shown += os.read(self.master, 65536)
            return True
        except OSError:
            return False

    def until(self, what, seconds=10):
        """Whether it comes true in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            more = self.read()
            if what():
                return True
            if not more:
                time.sleep(0.005)
        return False

    def quiet(self):
        seen = -1
        while seen != len(self.shown):
            seen = len(self.shown)
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
                self.status = int(os.read(self.told, 16))
            except BlockingIOError:
                pass
        return self.status is not None

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def reads_a_password(self):
        """A shell's own line editor turns echo off, too, and shows what is typed; it reads letter by letter, as only fish
        reads passwords."""
        flags = termios.tcgetattr(self.slave)[3]
        return not flags & termios.ECHO and bool(flags & termios.ICANON or os.path.basename(shell) == "fish")

    def close(self):
        if not self.ended():
            os.kill(self.child, signal.SIGKILL)
        os.close(self.let_go)
        os.waitpid(self.pid, 0)
        for file in (self.master, self.slave, self.told):
            os.close(file)


def stop(name, asked, pasted):
    room = os.path.join(folder, f"{'pasted' if pasted else 'run'}-{name}-{asked}")
    os.makedirs(room)
    terminal = Terminal([shell, *interactive] if pasted else [shell, script], room)
    start = 0
    if pasted:
        terminal.quiet()
        terminal.type(TEXT)
    count = lambda: len(QUESTION.findall(terminal.shown[start:]))
    for number in range(1, asked + 1):
        assert terminal.until(lambda: count() >= number and terminal.reads_a_password()), "it doesn't ask"
        terminal.until(lambda: False, 0.02)
        # The end of input is one at the beginning of a line.
        terminal.type(PASSWORD + b"\n" if number < asked else b"" if name == "EOF" else HALF)
    terminal.until(lambda: False, 0.05)
    key = KEYS[name]
    if isinstance(key, bytes):
        terminal.type(key)
    else:
        os.killpg(os.tcgetpgrp(terminal.master), key)
    ended = terminal.ended if not pasted else back(terminal, room)
    # What doesn't end it leaves it asking.
    if not terminal.until(ended, 0.7 if name in ("TSTP", "QUIT") else 5):
        terminal.type(b"\x03")
        assert terminal.until(ended), "it doesn't end"
    if pasted and not terminal.ended():
        assert open(f"{room}/state").read().find(" echo ") > 0, "what is typed isn't shown any more"
        os.remove(f"{room}/state")
    else:
        # A shell that dies by the signal does so before its subshell has set the terminal right. fish itself doesn't when it is
        # killed while it reads.
        right = terminal.until(terminal.echoes, 3) or (shell, name) == ("fish", "TERM")
        assert right, "the terminal shows nothing any more"
        assert terminal.status != 0, "it ended as if all were well"
    assert PASSWORD not in terminal.shown and HALF not in terminal.shown, "a password was shown"
    left = [name for name in os.listdir(room) if not re.match(r"\.(config|local|cache|bash_history)$|fish\.", name)]
    assert not left, f"{left} is left"
    terminal.close()
    shutil.rmtree(room)


def back(terminal, room):
    """Whether its prompt is back: a command is run there. What doesn't come back reads it as a password."""
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
    """Whether nothing came after a question but the dots that fish shows, and what places them."""
    return re.search(QUESTION.pattern + rb"(\xe2\x97\x8f|\x1b\[[0-9;?]*[A-Za-z])*$", terminal.shown) is not None


stops = 0
for pasted in (False, True):
    for asked in range(1, int(questions) + 1):
        for name in KEYS:
            if pasted and name in ("HUP", "TERM"):
                continue
            faulthandler.dump_traceback_later(30, exit=True)
            try:
                stop(name, asked, pasted)
            except AssertionError as why:
                sys.exit(f"{shell}, {'pasted' if pasted else 'run'}, {name} at question {asked}: {why} ({folder})")
            stops += 1
print(stops)
