"""Payments that must survive faults of the node, and what must hold of them at the end.

Everything runs through the programs' commands, as a person would run them.
"""

import argparse
import decimal
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from support.node import Node  # noqa: E402
from support.programs import DONE, REFUSED, UNKNOWN, Programs, printed, told  # noqa: E402
from support.wallet import Wallet, check_supply  # noqa: E402

COMMAND_TIMEOUT_S = 300


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
    except AssertionError as broken:
        print(f"BROKEN: {broken}\nThe folder is kept: {folder}", flush=True)
        return 1
    if not options.keep:
        shutil.rmtree(folder)
    print("ok", flush=True)
    return 0


def start(programs, folder, names):
    """A node that serves, its issuer's wallet, and a new wallet for each name."""
    node = Node(Programs(programs, COMMAND_TIMEOUT_S), folder / "home").init().start()
    wallets = [Wallet(node, folder / f"{name}.wallet").init() for name in names]
    return node, Wallet.issuer(node), wallets


def wait_killed(node):
    """Until the failpoint has killed it."""
    try:
        status = node.wait(COMMAND_TIMEOUT_S)
    except subprocess.TimeoutExpired as error:
        raise AssertionError("the node did not reach its failpoint") from error
    assert status == -signal.SIGKILL, f"the node ended with {status}, not by its failpoint"


def restart_and_compare(node, is_idle):
    """A stopped or killed node: its chain is whole, and the same after the start. A node that is
    not idle may have made more blocks by the time it is asked."""
    checked = node.check()
    running = node.start().status()
    height = checked["height"]
    assert running["height"] == height if is_idle else running["height"] >= height, \
        f"the height is {running['height']} after the start, {height} before"
    kept = node.call("tacit_block", height=height)["app_hash"]
    assert kept == checked["app_hash"], \
        f"block {height} has AppHash {kept} after the start, {checked['app_hash']} before"
    return checked


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
        """Whether it is paid now. Fails when a command ends in a way that no fault explains.

        The memo is the id, so that the payee can tell payments apart.
        """
        self.attempts += 1
        done = self.payer.run("send", "--to", self.payee.address, "--amount", self.amount,
                              "--asset", self.asset, "--memo", self.id, "--id", self.id)
        assert done.returncode in (DONE, REFUSED, UNKNOWN), told(done)
        answer = printed(done)
        if done.returncode == DONE:
            self.txid = answer["txid"]
        return done.returncode == DONE

    def pay(self, give_up_s=COMMAND_TIMEOUT_S):
        deadline = time.monotonic() + give_up_s
        while not self.attempt():
            assert time.monotonic() < deadline, f"{self.id} was not paid in {give_up_s} s"
            time.sleep(0.2)


def check_payments(payments):
    """Each is in both histories, once."""
    histories = {}
    for wallet in {w for p in payments for w in (p.payer, p.payee)}:
        wallet("sync")
        histories[wallet] = wallet("history", "--format", "json")
    for payment in payments:
        assert payment.txid is not None, f"{payment.id} was never acknowledged"
        for side in (payment.payer, payment.payee):
            lines = [line for line in histories[side] if line["memo"] == payment.id]
            assert {line["txid"] for line in lines} == {payment.txid}, \
                f"{payment.id} is {len(lines)} times in the history of {side.name}: {lines}"
            assert all(decimal.Decimal(line["amount"]) == decimal.Decimal(payment.amount)
                       for line in lines), f"{payment.id} has another amount: {lines}"


def check_end(node, payments, wallets):
    """Stops the node: all were paid once, the wallets hold the supply, and the chain is whole."""
    check_payments(payments)
    check_supply(node, wallets)
    node.stop()
    node.check()


def fund(issuer, wallets, tac="1000", eurx="1000"):
    """TAC and EURX for each, from the development network's issuer."""
    for wallet in wallets:
        Payment(issuer, wallet, tac, "TAC", f"fund-tac-{wallet.name}").pay()
        issuer("issue", "--to", wallet.address, "--amount", eurx, "--asset", "EURX",
               "--id", f"fund-eurx-{wallet.name}")
        wallet("sync")
