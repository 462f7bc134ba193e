"""A node and wallets as processes, and what must hold of them at the end.

Everything runs through the programs' commands, as a person would run them.
"""

import argparse
import decimal
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PASSPHRASE = "correct horse battery staple"
COMMAND_TIMEOUT_S = 300
READY_TIMEOUT_S = 60
DONE, REFUSED, MISUSED, UNKNOWN = 0, 1, 2, 3


class Broken(Exception):
    """Something that must hold does not."""


def require(condition, what):
    if not condition:
        raise Broken(what)


def arguments(description):
    """A parser with what every script takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--programs", required=True, type=pathlib.Path,
                        help="folder of tacitd and tacit")
    parser.add_argument("--keep", action="store_true", help="leave the working folder")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of random choices")
    return parser


def run_script(options, body):
    """Runs body(folder); exit status 0 if everything held. Says where the remains are if not."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tacit-faults-"))
    print(f"seed {options.seed}, folder {folder}", flush=True)
    try:
        body(folder)
    except Broken as broken:
        print(f"BROKEN: {broken}\nThe folder is kept: {folder}", flush=True)
        return 1
    if not options.keep:
        shutil.rmtree(folder)
    print("ok", flush=True)
    return 0


def _environment(extra=None):
    out = dict(os.environ, TACIT_PASSPHRASE=PASSPHRASE)
    out.pop("TACIT_FAILPOINT", None)
    out.update(extra or {})
    return out


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answer:
    """How a command ended, and the object that it printed."""

    def __init__(self, status, json_object, errors):
        self.status = status
        self.json = json_object
        self.errors = errors


def _run(command, stdin=None):
    done = subprocess.run([str(part) for part in command], input=stdin, capture_output=True,
                          text=True, timeout=COMMAND_TIMEOUT_S, env=_environment(), check=False)
    try:
        answer = json.loads(done.stdout) if done.stdout.strip() else None
    except json.JSONDecodeError as error:
        raise Broken(f"{command}: no JSON on standard output: {done.stdout[:200]!r}") from error
    return Answer(done.returncode, answer, done.stderr)


class Node:
    """A tacitd and its home."""

    def __init__(self, programs, folder):
        self.programs = programs
        self.home = folder / "home"
        self.log = folder / "tacitd.log"
        self.rpc = f"127.0.0.1:{_free_port()}"
        self.url = f"http://{self.rpc}"
        self.process = None
        made = self._command("init", "--dev")
        require(made.status == DONE, f"tacitd init: {made.errors}")

    def _command(self, *words):
        return _run([self.programs / "tacitd", *words, "--home", self.home, "--json"])

    def start(self, failpoint=None):
        """Returns when the node serves. `failpoint`: where it is to die."""
        extra = {"TACIT_FAILPOINT": failpoint} if failpoint else None
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [self.programs / "tacitd", "start", "--home", self.home, "--rpc", self.rpc],
                stdout=subprocess.PIPE, stderr=log, text=True, env=_environment(extra))
        line = self.process.stdout.readline()
        require(line.startswith("ready "), f"tacitd start printed {line!r}; see {self.log}")
        self.url = line.split()[1]

    def kill(self):
        """As if the power were cut."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        require(self.process.wait(READY_TIMEOUT_S) == 0, "tacitd did not stop cleanly")
        self.process.stdout.close()

    def wait_killed(self):
        """Until the failpoint has killed it."""
        try:
            status = self.process.wait(COMMAND_TIMEOUT_S)
        except subprocess.TimeoutExpired as error:
            raise Broken("the node did not reach its failpoint") from error
        self.process.stdout.close()
        require(status == -signal.SIGKILL, f"the node ended with {status}, not by its failpoint")

    def check(self):
        """Recomputes the chain of the stopped node."""
        answer = self._command("check")
        require(answer.status == DONE and answer.json["ok"],
                f"tacitd check: {answer.json} {answer.errors}")
        return answer.json

    def status(self):
        answer = self._command("status")
        require(answer.status == DONE, f"tacitd status: {answer.errors}")
        return answer.json

    def restart_and_compare(self):
        """A stopped or killed node: its chain is whole, and the same after the start."""
        checked = self.check()
        self.start()
        running = self.status()
        for name in ("height", "app_hash"):
            require(running[name] == checked[name],
                    f"{name} is {running[name]} after the start, {checked[name]} before")
        return checked


class Wallet:
    """A tacit wallet file."""

    def __init__(self, node, file, name):
        self.node = node
        self.file = file
        self.name = name
        self.address = None

    @classmethod
    def create(cls, node, folder, name):
        wallet = cls(node, folder / f"{name}.wallet", name)
        wallet.address = wallet.must("init")["address"]
        return wallet

    @classmethod
    def issuer(cls, node):
        wallet = cls(node, node.home / "issuer.wallet", "issuer")
        wallet.address = wallet.must("address")["address"]
        return wallet

    def _command(self, words):
        return [self.node.programs / "tacit", "--wallet", self.file, "--node", self.node.url,
                "--json", *words]

    def run(self, *words):
        return _run(self._command(words))

    def start(self, *words):
        """A command that goes on by itself, its output in pipes."""
        return subprocess.Popen(self._command(words), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=_environment())

    def must(self, *words):
        answer = self.run(*words)
        require(answer.status == DONE, f"{self.name}: tacit {words}: {answer.status} "
                f"{answer.json} {answer.errors[:300]}")
        return answer.json

    def send(self, to, amount, asset, payment_id):
        """One attempt; the memo is the id, so that the payee can tell payments apart."""
        return self.run("send", "--to", to.address, "--amount", amount, "--asset", asset,
                        "--memo", payment_id, "--id", payment_id)

    def issue(self, to, amount, asset, payment_id):
        return self.must("issue", "--to", to.address, "--amount", amount, "--asset", asset,
                         "--id", payment_id)

    def history(self):
        return self.must("history", "--format", "json")

    def balances(self):
        out = {}
        for line in self.must("balance")["assets"]:
            require(decimal.Decimal(line["pending"]) == 0,
                    f"{self.name} still has {line['pending']} {line['asset']} pending")
            out[line["asset"]] = decimal.Decimal(line["amount"])
        return out


class Payment:
    """A wish to pay, repeated under its id until it is done."""

    def __init__(self, payer, payee, amount, asset, payment_id):
        self.payer = payer
        self.payee = payee
        self.amount = amount
        self.asset = asset
        self.id = payment_id
        self.txid = None
        self.attempts = 0

    def attempt(self):
        """Whether it is paid now. Fails when a command ends in a way that no fault explains."""
        self.attempts += 1
        answer = self.payer.send(self.payee, self.amount, self.asset, self.id)
        if answer.status == DONE:
            self.txid = answer.json["txid"]
            return True
        require(answer.status in (REFUSED, UNKNOWN),
                f"{self.id}: status {answer.status} {answer.json} {answer.errors[:300]}")
        return False

    def pay(self, give_up_s=COMMAND_TIMEOUT_S):
        deadline = time.monotonic() + give_up_s
        while not self.attempt():
            require(time.monotonic() < deadline, f"{self.id} was not paid in {give_up_s} s")
            time.sleep(0.2)


def check_payments(payments):
    """Each is in both histories, once."""
    histories = {}
    for wallet in {w for p in payments for w in (p.payer, p.payee)}:
        wallet.must("sync")
        histories[wallet] = wallet.history()
    for payment in payments:
        require(payment.txid is not None, f"{payment.id} was never acknowledged")
        for side in (payment.payer, payment.payee):
            lines = [line for line in histories[side] if line["memo"] == payment.id]
            require({line["txid"] for line in lines} == {payment.txid},
                    f"{payment.id} is {len(lines)} times in the history of {side.name}: {lines}")
            require(all(decimal.Decimal(line["amount"]) == decimal.Decimal(payment.amount)
                        for line in lines), f"{payment.id} has another amount: {lines}")


def check_supply(node, wallets):
    """All wallets' balances add up to the supply, asset by asset."""
    held = {}
    for wallet in wallets:
        wallet.must("sync")
        for asset, amount in wallet.balances().items():
            held[asset] = held.get(asset, decimal.Decimal(0)) + amount
    for line in node.status()["supply"]:
        supply = decimal.Decimal(line["amount"])
        require(held.get(line["asset"], decimal.Decimal(0)) == supply,
                f"wallets hold {held.get(line['asset'])} {line['asset']}, the supply is {supply}")


def fund(issuer, wallets, tac="1000", eurx="1000"):
    """TAC and EURX for each, from the development network's issuer."""
    for wallet in wallets:
        Payment(issuer, wallet, tac, "TAC", f"fund-tac-{wallet.name}").pay()
        issuer.issue(wallet, eurx, "EURX", f"fund-eurx-{wallet.name}")
        wallet.must("sync")
