"""A node as a process."""

import decimal
import json
import pathlib
import signal
import urllib.request

from .programs import DONE

STOP_TIMEOUT_S = 60


class Node:
    """A tacitd with its home; its log lies beside the home."""

    def __init__(self, programs, home):
        self.programs, self.home = programs, pathlib.Path(home)
        self.log = self.home.with_name(self.home.name + ".log")
        self.process, self.url, self.port = None, None, 0

    def init(self):
        """Makes the home of a development network."""
        self._get("init", "--dev")
        return self

    def start(self, *words, host="127.0.0.1", **variables):
        """Returns when the node serves, on the port that it had before, if any."""
        with self.log.open("a") as log:
            self.process = self.programs.start("tacitd", "start", "--home", self.home, "--rpc",
                                               f"{host}:{self.port}", *words, stderr=log,
                                               **variables)
        line = self.process.stdout.readline()
        assert line.startswith("ready http://"), f"tacitd start printed {line!r}; {self._logged()}"
        self.url = line.split()[1]
        self.port = int(self.url.rsplit(":", 1)[1].rstrip("/"))
        return self

    def wait(self, timeout_s=STOP_TIMEOUT_S):
        """How it ended, once it has."""
        status = self.process.wait(timeout_s)
        self.process.stdout.close()
        self.process = None
        return status

    def end(self, how):
        """How it ended after this signal."""
        self.process.send_signal(how)
        return self.wait()

    def stop(self):
        """Ends it in good order, if it runs."""
        if self.process is not None:
            status = self.end(signal.SIGTERM)
            assert status == DONE, f"tacitd ended with {status} when stopped; {self._logged()}"

    def kill(self):
        """As if the power were cut. It must have run until now."""
        status = self.end(signal.SIGKILL)
        assert status == -signal.SIGKILL, f"tacitd ended by itself, {status}; {self._logged()}"

    def status(self):
        return self._get("status")

    def call(self, method, **params):
        """The result of an RPC call, which must succeed."""
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        request = urllib.request.Request(self.url, json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=STOP_TIMEOUT_S) as reply:
            answer = json.loads(reply.read())
        assert "result" in answer, answer
        return answer["result"]

    def supply(self):
        """Amounts in circulation by asset."""
        return {row["asset"]: decimal.Decimal(row["amount"]) for row in self.status()["supply"]}

    def check(self):
        """What `tacitd check` says of the stopped node's chain, which must be whole."""
        checked = self._get("check")
        assert checked["ok"], checked
        return checked

    def _get(self, command, *words):
        return self.programs.get("tacitd", command, *words, "--home", self.home, "--json")

    def _logged(self):
        return f"{self.log} ends: {self.log.read_text(encoding='utf-8')[-1000:]}"
