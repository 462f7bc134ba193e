"""Mistakes, strange files and strange chains: each is told, and nothing moves."""

import re
import unittest

import messages
from fixture import EndToEnd
from support.node import Node
from support.programs import DONE, MISUSED, REFUSED, has_ipv6
from support.wallet import Wallet


class Refusals(EndToEnd):
    def test_mistakes_are_told_and_nothing_moves(self):
        anna = self.funded("anna", EURX="5", TAC="1")
        ben = self.wallet("ben")
        anna("sync")
        send = ("send", "--asset", "EURX", "--amount")
        cases = [
            ((*send, "1", "--to", "tactest1garbage"), REFUSED, "bad_address"),
            ((*send, "1", "--to", "nobody"), REFUSED, "bad_address"),
            ((*send, "6", "--to", ben.address), REFUSED, "insufficient_funds"),
            ((*send, "0", "--to", ben.address), MISUSED, "bad_amount"),
            ((*send, "1.001", "--to", ben.address), MISUSED, "bad_amount"),
            ((*send, "1e2", "--to", ben.address), MISUSED, "bad_amount"),
            ((*send, "1", "--to", ben.address, "--memo", "x" * 300), REFUSED, "memo_too_long"),
            (("send", "--asset", "XYZ", "--amount", "1", "--to", ben.address), MISUSED,
             "unknown_asset"),
            (("issue", "--asset", "EURX", "--amount", "1", "--to", ben.address), REFUSED,
             "not_issuer"),
            (("send", "--amount", "1"), MISUSED, "bad_arguments"),
            (("nonsense",), MISUSED, "bad_arguments"),
            ((*send, "1", "--to", ben.address, "--id", ""), MISUSED, "bad_arguments"),
            (("balance", "--account", "-1"), MISUSED, "bad_arguments"),
            (("history", "--from", "2026-02-30"), MISUSED, "bad_date"),
            (("history", "--from", "2026-01-02", "--to", "2026-01-01"), MISUSED, "bad_date"),
            (("history", "--format", "camt053", "--from", "9000-01-01"), MISUSED, "bad_date"),
            (("init",), REFUSED, "wallet_exists"),
            (("balance", "--account", "7"), MISUSED, "no_such_account"),
            (("pay", "http://example.org"), MISUSED, "bad_uri"),
            (("disclose", "12"), MISUSED, "bad_txid"),
        ]
        for words, status, code in cases:
            with self.subTest(words=words):
                self.assertEqual(anna.fails(*words, status=status)["code"], code)
        main = re.sub("^tactest", "tac", ben.address)
        self.assertIn(anna.fails(*send, "1", "--to", main)["code"],
                      ("bad_address", "wrong_network"))
        self.assertEqual(anna.balance("EURX"), "5.00")

    def test_passphrase_words_and_files(self):
        anna = self.wallet("anna")
        wrong = anna.fails("balance", TACIT_PASSPHRASE="another")
        self.assertEqual(wrong["code"], "wrong_passphrase")
        missing = anna.fails("balance", TACIT_PASSPHRASE=None, status=MISUSED)
        self.assertEqual(missing["code"], "passphrase_missing")
        words = anna.secret_words.split()
        self.assertEqual(len(words), 24)
        self.assertTrue(anna("backup", "check", stdin="\n".join(words).upper())["ok"])
        other = Wallet(self.node, self.folder / "other.wallet")
        swapped = " ".join([words[1], words[0], *words[2:]])
        for bad in (swapped, " ".join(words[:23]), "nonsense " * 24):
            self.assertEqual(other.fails("restore", stdin=bad)["code"], "wrong_words")
        self.assertEqual(other.fails("restore", stdin="", status=MISUSED)["code"], "words_missing")
        self.assertEqual(anna.fails("backup", "check", stdin=swapped)["code"], "wrong_words")
        self.assertFalse(other.file.exists())
        self.assertEqual(other.fails("balance")["code"], "wallet_not_found")
        content = anna.file.read_bytes()
        other.file.write_bytes(content[:len(content) // 2])
        self.assertIn(other.fails("balance")["code"], ("wallet_damaged", "not_a_wallet"))
        other.file.write_bytes(b"no wallet at all" * 100)
        self.assertIn(other.fails("balance")["code"], ("not_a_wallet", "wallet_damaged"))

    def test_a_contact_means_one_address(self):
        anna, ben = self.wallet("anna"), self.wallet("ben")
        file = self.folder / "contacts.csv"
        iban, spaced = "DE09000000000000000001", "de09 0000 0000 0000 0000 01"
        for lines, code, told in (
                (((iban, anna), ("other", ben), (spaced, ben)), "bad_contacts",
                 f"Line 4 of the contacts: {iban} has another address on line 2."),
                (((iban, anna), (spaced, anna)), None, None),
                (((spaced, ben),), "contact_exists",
                 f"Line 2 of the contacts: {iban} is stored with another address.")):
            messages.write_contacts(file, [(name, payee.address) for name, payee in lines])
            if code is None:
                anna("contacts", "import", file)
                continue
            error = anna.fails("contacts", "import", file)
            self.assertEqual((error["code"], error["message"]), (code, told))
        add = ("contacts", "add", "--id", spaced, "--to", ben.address)
        self.assertEqual(anna.fails(*add)["code"], "contact_exists")
        kept = {"id": iban, "address": anna.address}
        self.assertEqual(anna("contacts", "list")["contacts"], [kept])
        self.assertEqual(anna("contacts", "import", file, "--replace")["replaced"], [iban])
        self.assertEqual(anna(*add, "--replace")["replaced"], [])

    def test_another_network_and_another_chain(self):
        main = Wallet(self.node, self.folder / "main.wallet")
        main("init", "--network", "main")
        self.assertEqual(main.fails("sync")["code"], "wrong_network")
        anna = self.wallet("anna")
        anna("sync")
        strange = Node(self.programs, self.folder / "strange").init().start()
        try:
            away = Wallet(strange, anna.file)
            self.assertEqual(away.fails("sync")["code"], "wrong_chain")
        finally:
            strange.stop()
        away = self.programs.run("tacit", "--wallet", self.folder / "none.wallet", "--node",
                                 "http://127.0.0.1:1", "init")
        self.assertEqual(away.returncode, MISUSED, away.stderr)

    def test_what_is_printed_reads_as_sentences(self):
        anna = self.wallet("anna")
        cases = [
            (["ftp://x", "sync"], "The node's URL must look like http://127.0.0.1:PORT. Give "),
            (["http://127.0.0.1:1", "sync"], "Cannot connect to the node at 127.0.0.1:1: "),
            ([self.node.url, "nonsense"], "There is no command nonsense. See "),
            ([self.node.url, "contacts"], "A command is missing. See "),
            ([self.node.url, "sync", "--account", "x"],
             "--account: give a whole number from 0, not x."),
        ]
        for words, start in cases:
            with self.subTest(words=words):
                told = self.programs.run("tacit", "--wallet", anna.file, "--node", *words).stderr
                self.assertTrue(told.startswith("tacit: " + start), told)
                self.assertRegex(told, r"\.\n$")

    @unittest.skipUnless(has_ipv6(), "this machine has no ::1")
    def test_a_node_on_ipv6(self):
        node = Node(self.programs, self.folder / "node6").init().start(host="[::1]")
        self.addCleanup(node.stop)
        issuer = Wallet.issuer(node)
        issuer("issue", "--to", issuer.address, "--asset", "EURX", "--amount", "1")
        self.assertEqual(issuer.balance("EURX"), "1.00")

    def test_every_command_explains_itself(self):
        for command in ("", "init", "restore", "address", "backup check", "viewing-key",
                        "watch-only", "contacts add", "contacts import", "contacts list", "request",
                        "pay", "send", "pay-file", "issue", "redeem", "balance", "history", "watch",
                        "sync", "disclose", "check-disclosure"):
            shown = self.programs.run("tacit", *command.split(), "--help")
            self.assertEqual(shown.returncode, DONE, command)
            self.assertIn("Example: tacit ", shown.stdout, command)

    def test_programs_tell_their_version(self):
        for program in ("tacit", "tacitd"):
            shown = self.programs.run(program, "--version")
            self.assertEqual((shown.returncode, shown.stderr), (DONE, ""), program)
            self.assertRegex(shown.stdout, rf"^{program} \d+\.\d+\.\d+\n$")
