"""A wallet through its commands, and all wallets' money together."""

import collections
import decimal
import pathlib

from .programs import REFUSED, printed, told


class Wallet:
    """A wallet file and the node that it speaks to."""

    def __init__(self, node, file):
        self.node, self.file = node, pathlib.Path(file)
        self.name = self.file.stem
        self.address, self.secret_words = None, None

    @classmethod
    def issuer(cls, node):
        """That of the node's development network."""
        wallet = cls(node, node.home / "issuer.wallet")
        wallet.address = wallet("address")["address"]
        return wallet

    def init(self):
        made = self("init")
        self.address, self.secret_words = made["address"], made["words"]
        return self

    def run(self, *words, **how):
        """The command's end, whatever it is."""
        return self.node.programs.run("tacit", *self._words(words), **how)

    def run_plain(self, *words):
        """The same for people: without --json."""
        return self.node.programs.run("tacit", *self._plain(words))

    def run_redirected(self, redirection, *words):
        """The same with its standard output sent elsewhere, such as `>/dev/full`."""
        return self.node.programs.run_redirected(redirection, "tacit", *self._plain(words))

    def __call__(self, *words, **how):
        """What a command prints, which must succeed."""
        return self.node.programs.get("tacit", *self._words(words), **how)

    def fails(self, *words, status=REFUSED, **how):
        """The error that a command ends with."""
        done = self.run(*words, **how)
        assert done.returncode == status, told(done)
        error = printed(done)["error"]
        assert error["message"].strip() and "hint" in error, error
        return error

    def start(self, *words):
        """A command that goes on by itself, its output in pipes."""
        return self.node.programs.start("tacit", *self._words(words))

    def balance(self, asset):
        """As printed; none of it may be pending."""
        rows = [row for row in self("balance")["assets"] if row["asset"] == asset]
        assert len(rows) == 1 and _is_settled(rows[0]), rows
        return rows[0]["amount"]

    def balances(self):
        """Amounts by asset; none may be pending."""
        rows = self("balance")["assets"]
        assert all(map(_is_settled, rows)), f"{self.file}: {rows}"
        return {row["asset"]: decimal.Decimal(row["amount"]) for row in rows}

    def _plain(self, words):
        return ["--wallet", self.file, "--node", self.node.url, *words]

    def _words(self, words):
        return self._plain(["--json", *words])


def _is_settled(row):
    return decimal.Decimal(row["pending"]) == 0


def check_supply(node, wallets):
    """The balances of all the node's wallets add up to the supply, asset by asset."""
    held = collections.defaultdict(decimal.Decimal)
    for wallet in wallets:
        wallet("sync")
        for asset, amount in wallet.balances().items():
            held[asset] += amount
    supply = node.supply()
    assert supply.keys() >= held.keys(), f"{dict(held)} held, {supply} supplied"
    for asset, amount in supply.items():
        assert held[asset] == amount, f"wallets hold {held[asset]} {asset}, the supply is {amount}"
