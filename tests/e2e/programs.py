"""The programs as processes, for end-to-end tests."""
import json
import os
import pathlib
import signal
import socket
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "a passphrase with blanks"
DONE, REFUSED, MISUSED, UNKNOWN = 0, 1, 2, 3
COMMAND_TIMEOUT_S = 120


def has_ipv6():
    """Some containers have none, not even on the loopback."""
    try:
        with socket.socket(socket.AF_INET6) as tried:
            tried.bind(("::1", 0))
    except OSError:
        return False
    return True


class Programs:
    """Where the programs lie."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def run(self, program, *words, stdin="", env=None):
        """The command's end, whatever it is."""
        variables = {**os.environ, "TACIT_PASSPHRASE": PASSPHRASE, **(env or {})}
        variables = {name: value for name, value in variables.items() if value is not None}
        return subprocess.run([self.folder / program, *map(str, words)], input=stdin, env=variables,
                              capture_output=True, text=True, timeout=COMMAND_TIMEOUT_S,
                              check=False, start_new_session=True)

    def start(self, program, *words, **pipes):
        return subprocess.Popen([self.folder / program, *map(str, words)], text=True,
                                env={**os.environ, "TACIT_PASSPHRASE": PASSPHRASE},
                                start_new_session=True, **pipes)


class Node:
    """A tacitd with its home."""

    def __init__(self, programs, home):
        self.programs, self.home = programs, pathlib.Path(home)
        self.process, self.url, self.port = None, None, 0

    def init(self):
        made = self.programs.run("tacitd", "init", "--home", self.home, "--dev")
        assert made.returncode == DONE, made.stderr
        return self

    def start(self, host="127.0.0.1"):
        """Starts it on the port that it had before, if any."""
        log = open(self.home / "test.log", "a", encoding="utf-8")
        self.process = self.programs.start("tacitd", "start", "--home", self.home, "--rpc",
                                           f"{host}:{self.port}", stdout=subprocess.PIPE,
                                           stderr=log)
        log.close()
        words = self.process.stdout.readline().split()
        assert words[:1] == ["ready"], words
        self.url = words[1]
        self.port = int(self.url.rsplit(":", 1)[1].rstrip("/"))
        return self

    def stop(self, how=signal.SIGTERM):
        if self.process is None:
            return None
        self.process.send_signal(how)
        self.process.wait(timeout=30)
        self.process.stdout.close()
        status, self.process = self.process.returncode, None
        return status

    def status(self):
        shown = self.programs.run("tacitd", "status", "--home", self.home, "--json")
        assert shown.returncode == DONE, shown.stderr
        return json.loads(shown.stdout)


class Wallet:
    """A wallet file and the node it speaks to."""

    def __init__(self, programs, node, file):
        self.programs, self.node, self.file = programs, node, pathlib.Path(file)

    def words(self, *words):
        return ["--wallet", self.file, "--node", self.node.url, "--json", *words]

    def run(self, *words, **how):
        return self.programs.run("tacit", *self.words(*words), **how)

    def __call__(self, *words, **how):
        """What a command prints, which must succeed."""
        done = self.run(*words, **how)
        assert done.returncode == DONE, f"{words}: {done.returncode} {done.stdout} {done.stderr}"
        return json.loads(done.stdout)

    def fails(self, *words, status=REFUSED, **how):
        """The error that a command ends with."""
        done = self.run(*words, **how)
        assert done.returncode == status, f"{words}: {done.returncode} {done.stdout} {done.stderr}"
        error = json.loads(done.stdout)["error"]
        assert error["message"].strip() and "hint" in error, error
        return error

    def start(self, *words, **pipes):
        return self.programs.start("tacit", *self.words(*words), **pipes)

    def init(self):
        made = self("init")
        self.address, self.secret_words = made["address"], made["words"]
        return self

    def balance(self, asset):
        rows = [row for row in self("balance")["assets"] if row["asset"] == asset]
        assert len(rows) == 1, rows
        assert rows[0]["pending"] in ("0", "0.00", "0.000000"), rows
        return rows[0]["amount"]
