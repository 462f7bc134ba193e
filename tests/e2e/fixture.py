"""What the tests from end to end share: one node, its issuer, and the list of all wallets."""

import contextlib
import pathlib
import shutil
import tempfile
import unittest

from support.node import Node
from support.wallet import Wallet


class EndToEnd(unittest.TestCase):
    """Each test makes its own wallets, in a folder of its own."""

    programs = node = issuer = root = None
    wallets = []  # of all tests: the books are balanced at the end

    @classmethod
    @contextlib.contextmanager
    def on_one_node(cls, programs):
        """Within it, tests of every subclass find a node that serves."""
        cls.programs = programs
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="tacit-e2e-"))
        cls.node = Node(programs, cls.root / "node").init().start()
        cls.issuer = Wallet.issuer(cls.node)
        try:
            yield
        finally:
            cls.node.stop()
            shutil.rmtree(cls.root)

    def setUp(self):
        self.folder = self.root / self.id().rsplit(".", 1)[1]
        self.folder.mkdir()

    def wallet(self, name):
        """A new wallet; its file goes when all tests are done."""
        wallet = Wallet(self.node, self.folder / f"{name}.wallet").init()
        self.wallets.append(wallet)
        return wallet

    def funded(self, name, **amounts):
        wallet = self.wallet(name)
        for asset, amount in amounts.items():
            how = ("send",) if asset == "TAC" else ("issue",)
            self.issuer(*how, "--to", wallet.address, "--asset", asset, "--amount", amount)
        return wallet
