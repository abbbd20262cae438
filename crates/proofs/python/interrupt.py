"""Stops a script in a terminal at each of its questions, by each key and signal there is for it.

interrupt.py SCRIPT QUESTIONS FOLDER RUNNER SHELL [ARGUMENT...]: the script is run as a file by RUNNER, and then in SHELL, with
the arguments: a script of the shell itself is pasted into its prompt, a program of another RUNNER is started there.
Afterwards the terminal shows what is typed, no command `aws` or `curl` was run, no file is left, and nothing of a password
was shown. Prints how many times it stopped one.
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
                # A run in the background inherits that these are ignored, which no shell can trap then.
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                signal.signal(signal.SIGQUIT, signal.SIG_DFL)
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
        """A shell's own line editor turns echo off, too, and shows what is typed. It reads letter by letter; so do fish and
        Node.js when they ask, but then the question is the last that is shown."""
        flags = termios.tcgetattr(self.slave)[3]
        if os.path.basename(runner) in ("fish", "node"):
            return not flags & termios.ECHO and ASKS.search(self.shown) is not None
        return not flags & termios.ECHO and bool(flags & termios.ICANON)

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
    terminal = Terminal([shell, *interactive] if pasted else [runner, script], room)
    start = 0
    if pasted:
        terminal.quiet()
        terminal.type(TEXT)
    count = lambda: len(QUESTION.findall(terminal.shown[start:]))
    for number in range(1, asked + 1):
        # The SDK of a program takes its time on a busy machine.
        assert terminal.until(lambda: count() >= number and terminal.reads_a_password(), 60), "it doesn't ask"
        terminal.until(lambda: False, 0.02)
        # The end of input is one at the beginning of a line. Where another process kills the program, half a line stays in the
        # terminal, and the shell that is back reads it.
        empty = name == "EOF" or is_program and name in ("HUP", "TERM")
        terminal.type(PASSWORD + b"\n" if number < asked else b"" if empty else HALF)
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
            # A shell that is killed has no prompt. A program is asked to end by its shell, which sets the terminal right.
            if name in ("HUP", "TERM") and pasted != is_program:
                continue
            # Without a shell nobody continues a program that was stopped, or that dumps its core.
            if is_program and not pasted and name in ("TSTP", "QUIT"):
                continue
            faulthandler.dump_traceback_later(120, exit=True)
            try:
                stop(name, asked, pasted)
            except AssertionError as why:
                sys.exit(f"{runner}, {'pasted' if pasted else 'run'}, {name} at question {asked}: {why} ({folder})")
            stops += 1
print(stops)
