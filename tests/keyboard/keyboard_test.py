"""Passphrases typed at a terminal: it does not echo them, and echoes again however that ends."""

import fcntl
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from support.programs import DONE, MISUSED, Programs, environment  # noqa: E402

PROGRAMS = None
TIMEOUT_S = 60
SECRET = b"typed in secret"


class Terminal:
    """A program on a terminal of its own, without TACIT_PASSPHRASE."""

    def __init__(self, program, *words):
        self.master, self.slave = pty.openpty()
        self.seen = b""
        self.process = subprocess.Popen(
            [str(PROGRAMS.folder / program), *map(str, words)], stdin=self.slave,
            stdout=self.slave, stderr=self.slave, start_new_session=True,
            env=environment(TACIT_PASSPHRASE=None),
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def wait_until(self, holds, what):
        end = time.monotonic() + TIMEOUT_S
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"{what} did not happen; seen: {self.seen}")
            if select.select([self.master], [], [], 0.02)[0]:
                self.seen += os.read(self.master, 4096)

    def expect(self, text):
        """Waits for a text, and forgets what came up to it."""
        self.wait_until(lambda: text in self.seen, f"the text {text}")
        self.seen = self.seen.split(text, 1)[1]

    def type(self, text):
        os.write(self.master, text)

    def state(self):
        """The process's letter in ps: S sleeps, T is stopped, Z has ended."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        return stat.rsplit(")", 1)[1].split()[0]

    def end(self):
        """How it ended."""
        self.wait_until(lambda: self.process.poll() is not None, "the end")
        return self.process.returncode

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


class Keyboard(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tacit-keyboard-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def open(self, program):
        """A program that asks for a new passphrase, and its terminal."""
        words = {"tacit": ("--wallet", self.folder / "w", "init", "--network", "test"),
                 "tacitd": ("init", "--home", self.folder / "home", "--dev")}[program]
        terminal = Terminal(program, *words)
        self.addCleanup(terminal.close)
        terminal.expect(b"assphrase for ")
        self.assertFalse(terminal.echoes())
        return terminal

    def test_every_end_leaves_the_terminal_echoing(self):
        keys = {signal.SIGINT: b"\x03", signal.SIGQUIT: b"\x1c", signal.SIGTERM: None,
                signal.SIGHUP: None}
        for program in ("tacit", "tacitd"):
            for number, key in keys.items():
                with self.subTest(program=program, signal=number):
                    terminal = self.open(program)
                    terminal.type(b"half a sec")
                    if key is None:
                        terminal.process.send_signal(number)
                    else:
                        terminal.type(key)
                    self.assertEqual(terminal.end(), -number)
                    self.assertTrue(terminal.echoes())
                    self.assertNotIn(b"half a sec", terminal.seen)
                    self.assertEqual(list(self.folder.iterdir()), [])

    def test_what_is_stopped_echoes_and_asks_again(self):
        for program in ("tacit", "tacitd"):
            with self.subTest(program=program):
                terminal = self.open(program)
                terminal.type(b"wrong so far\x1a")
                terminal.wait_until(lambda: terminal.state() == "T", "the stop")
                self.assertTrue(terminal.echoes())
                terminal.process.send_signal(signal.SIGCONT)
                terminal.expect(b"assphrase for ")
                self.assertFalse(terminal.echoes())
                terminal.type(SECRET + b"\n")
                terminal.expect(b"The same again: ")
                terminal.type(SECRET + b"\n")
                self.assertEqual(terminal.end(), DONE)
                self.assertTrue(terminal.echoes())
                self.assertNotIn(SECRET, terminal.seen)

    def test_answers_are_compared(self):
        for program in ("tacit", "tacitd"):
            with self.subTest(program=program):
                terminal = self.open(program)
                terminal.type(SECRET + b"\n")
                terminal.expect(b"The same again: ")
                terminal.type(b"another\n")
                self.assertEqual(terminal.end(), MISUSED)
                self.assertIn(b"differ", terminal.seen)
                self.assertTrue(terminal.echoes())

    def test_an_ignored_signal_stays_ignored(self):
        ignored = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGINT, ignored)
        terminal = self.open("tacit")
        signal.signal(signal.SIGINT, ignored)
        terminal.process.send_signal(signal.SIGINT)
        terminal.type(SECRET + b"\n")
        terminal.expect(b"The same again: ")
        terminal.type(SECRET + b"\n")
        self.assertEqual(terminal.end(), DONE)


if __name__ == "__main__":
    PROGRAMS = Programs.of_command_line()
    unittest.main()
