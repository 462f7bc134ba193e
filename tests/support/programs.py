"""The programs as processes: how they are run, and how they end."""

import argparse
import atexit
import json
import os
import pathlib
import socket
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "a passphrase with blanks"
DONE, REFUSED, MISUSED, UNKNOWN = 0, 1, 2, 3


def environment(**changes):
    """Ours, with a passphrase and no failpoint; a change to None takes a variable away."""
    variables = {**os.environ, "TACIT_PASSPHRASE": PASSPHRASE, "TACIT_FAILPOINT": None, **changes}
    return {name: value for name, value in variables.items() if value is not None}


def printed(done):
    """The object that a command printed, however it ended."""
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise AssertionError(f"no JSON on standard output: {told(done)}") from error


def told(done):
    """A command, its status and what it printed, for messages."""
    return f"{' '.join(done.args)}: status {done.returncode}: {done.stdout} {done.stderr}"


def has_ipv6():
    """Some containers have none, not even on the loopback."""
    try:
        with socket.socket(socket.AF_INET6) as tried:
            tried.bind(("::1", 0))
    except OSError:
        return False
    return True


class Programs:
    """Where the programs lie, and how long one command may take."""

    def __init__(self, folder, timeout_s=120):
        self.folder, self.timeout_s = pathlib.Path(folder), timeout_s

    @classmethod
    def of_command_line(cls):
        """Those of `--programs DIR`; unittest.main finds the other words in sys.argv."""
        parser = argparse.ArgumentParser()
        parser.add_argument("--programs", required=True, type=cls, help="folder of the programs")
        options, sys.argv[1:] = parser.parse_known_args()
        return options.programs

    def run(self, program, *words, stdin="", **variables):
        """The command's end, whatever it is. `variables`: changes to the environment."""
        return self._run(self._command(program, words), stdin, variables)

    def run_redirected(self, redirection, program, *words, **variables):
        """The same, its standard output sent elsewhere, such as `>/dev/full`."""
        shell = ["sh", "-c", f'exec "$@" {redirection}', "sh"]
        return self._run(shell + self._command(program, words), "", variables)

    def run_under(self, wrapper, program, *words, **variables):
        """The same, started by another command, such as ["prlimit", "--nofile=64"]."""
        return self._run([*wrapper, *self._command(program, words)], "", variables)

    def get(self, program, *words, **how):
        """The object that a command prints, which must succeed."""
        done = self.run(program, *words, **how)
        assert done.returncode == DONE, told(done)
        return printed(done)

    def start(self, program, *words, stderr=subprocess.PIPE, **variables):
        """A command that goes on by itself, its output in pipes; it ends with this script."""
        process = subprocess.Popen(self._command(program, words), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=stderr, text=True,
                                   env=environment(**variables), start_new_session=True)
        atexit.register(process.kill)  # of a session of its own, it would outlive an interrupt
        return process

    def _run(self, command, stdin, variables):
        return subprocess.run(command, input=stdin, capture_output=True, text=True,
                              timeout=self.timeout_s, env=environment(**variables), check=False,
                              start_new_session=True)

    def _command(self, program, words):
        return [str(self.folder / program), *map(str, words)]
