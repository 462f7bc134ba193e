"""What is left when a wallet's file, its owner or its node is gone."""

import shutil
import threading

from fixture import EndToEnd
from support.programs import DONE, MISUSED, REFUSED, UNKNOWN, printed
from support.wallet import Wallet


class Recovery(EndToEnd):
    def test_words_bring_everything_back(self):
        anna, ben = self.funded("anna", EURX="20", TAC="1"), self.wallet("ben")
        anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "5", "--memo", "rent",
             "--id", "rent-1")
        before = anna("history")
        restored = Wallet(self.node, self.folder / "restored.wallet")
        self.assertEqual(restored("restore", stdin=anna.secret_words)["address"], anna.address)
        again = restored("send", "--to", ben.address, "--asset", "EURX", "--amount", "5", "--memo",
                         "rent", "--id", "rent-1")
        self.assertTrue(again["paid_before"])
        self.assertEqual(restored.fails("send", "--to", ben.address, "--asset", "EURX", "--amount",
                                        "6", "--id", "rent-1")["code"], "id_reused")
        after = restored("history")
        same = ("txid", "height", "direction", "asset", "amount", "fee", "memo", "status")
        self.assertEqual([{name: row[name] for name in same} for row in before],
                         [{name: row[name] for name in same} for row in after])
        self.assertEqual(restored.balance("EURX"), "15.00")

    def test_accounts_beyond_the_gap_need_their_number(self):
        anna = self.wallet("anna")
        for number in range(1, 5):
            self.assertEqual(anna("address", "--new-account")["account"], number)
        self.assertEqual(anna.fails("address", "--new-account")["code"], "account_gap")
        anna("address", "--new-account", "--beyond-gap")
        sixth = anna("address", "--new-account", "--beyond-gap")
        self.assertEqual(sixth["account"], 6)
        self.issuer("issue", "--to", sixth["address"], "--asset", "EURX", "--amount", "77")
        told = Wallet(self.node, self.folder / "told.wallet")
        told("restore", "--accounts", "7", stdin=anna.secret_words)
        self.assertEqual(told.balance("EURX"), "77.00")
        untold = Wallet(self.node, self.folder / "untold.wallet")
        untold("restore", stdin=anna.secret_words)
        self.assertEqual(untold.balance("EURX"), "0.00")
        for _ in range(6):
            untold("address", "--new-account", "--beyond-gap")
        self.assertEqual(untold.balance("EURX"), "77.00")
        self.assertEqual(untold.fails("address", "--beyond-gap", status=MISUSED)["code"],
                         "bad_arguments")

    def test_viewing_keys_see_and_cannot_spend(self):
        anna, ben = self.funded("anna", EURX="20", TAC="1"), self.wallet("ben")
        anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "5", "--memo", "rent")
        full = Wallet(self.node, self.folder / "full.wallet")
        full("watch-only", anna("viewing-key", "--full")["viewing_key"])
        self.assertEqual(full.balance("EURX"), "15.00")
        self.assertEqual([row["memo"] for row in full("history") if row["direction"] == "sent"],
                         ["rent"])
        self.assertEqual(full.fails("send", "--to", ben.address, "--asset", "EURX", "--amount",
                                    "1")["code"], "watch_only")
        incoming = Wallet(self.node, self.folder / "incoming.wallet")
        incoming("watch-only", ben("viewing-key", "--incoming")["viewing_key"])
        self.assertEqual([row["memo"] for row in incoming("history")], ["rent"])
        self.assertFalse(incoming("balance")["sees_spends"])

    def test_a_node_killed_in_the_middle(self):
        anna, ben = self.funded("anna", EURX="20", TAC="1"), self.wallet("ben")
        payment = anna.start("send", "--to", ben.address, "--asset", "EURX", "--amount", "7",
                             "--id", "storm")
        threading.Event().wait(0.4)
        self.node.kill()
        try:
            out, err = payment.communicate(timeout=120)
            self.assertIn(payment.returncode, (DONE, REFUSED, UNKNOWN), err)
            away = anna.fails("sync")
            self.assertIn(away["code"], ("node_unreachable", "node_failed"), out)
        finally:
            self.node.start()
        anna("sync")
        paid = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "7",
                    "--id", "storm")
        self.assertEqual(paid["id"], "storm")
        self.assertEqual(ben.balance("EURX"), "7.00")
        self.assertEqual(anna.balance("EURX"), "13.00")

    def test_a_home_that_lost_final_blocks_is_refused(self):
        self.node.stop()
        height = self.node.start().status()["height"]
        self.funded("anna", EURX="1", TAC="1")
        self.node.kill()
        try:
            for damage in (_flip_a_bit, _cut_short, _delete):
                copy = self.folder / damage.__name__
                shutil.copytree(self.node.home, copy)
                damage(max((copy / "store").glob("*.log"), key=lambda log: log.stat().st_size))
                for command in ("status", "check", "start", "status"):
                    with self.subTest(damage=damage.__name__, command=command):
                        done = self.programs.run("tacitd", command, "--home", copy, "--json",
                                                 *(("--rpc", "127.0.0.1:0") if command == "start"
                                                   else ()))
                        self.assertEqual(done.returncode, REFUSED, done.stdout)
                        self.assertEqual(printed(done)["error"]["code"], "corrupt_home")
        finally:
            self.node.start()
        self.assertEqual(self.node.status()["height"], height + 2)

    def test_a_stopped_home_needs_no_log(self):
        self.funded("anna", TAC="1")
        before = self.node.status()
        self.node.stop()
        copy = self.folder / "copy"
        try:
            shutil.copytree(self.node.home, copy)
        finally:
            self.node.start()
        for log in (copy / "store").glob("*.log"):
            log.write_bytes(b"")
        after = self.programs.get("tacitd", "check", "--home", copy, "--json")
        self.assertEqual((after["height"], after["app_hash"]),
                         (before["height"], before["app_hash"]))


def _flip_a_bit(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _cut_short(file):
    file.write_bytes(file.read_bytes()[:-1])


def _delete(file):
    file.unlink()
