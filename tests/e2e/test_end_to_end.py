#!/usr/bin/env python3
"""A node and wallets from end to end.

  test_end_to_end.py FOLDER_OF_PROGRAMS [TEST...]
"""
import csv
import decimal
import io
import json
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

import messages
from programs import DONE, MISUSED, REFUSED, UNKNOWN, Node, Programs, Wallet, has_ipv6

FOLDER = None
PROGRAMS = None
NODE = None
ISSUER = None


def setUpModule():
    """One node and its issuer for all tests; each test makes its own wallets."""
    global FOLDER, NODE, ISSUER
    FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="tacit-e2e-"))
    NODE = Node(PROGRAMS, FOLDER / "node").init().start()
    ISSUER = Wallet(PROGRAMS, NODE, NODE.home / "issuer.wallet")


def tearDownModule():
    NODE.stop()
    shutil.rmtree(FOLDER)


class EndToEnd(unittest.TestCase):
    def setUp(self):
        self.folder = FOLDER / self.id().rsplit(".", 1)[1]
        self.folder.mkdir()

    def wallet(self, name):
        """A new wallet; tearDownModule takes its file away."""
        wallet = Wallet(PROGRAMS, NODE, self.folder / f"{name}.wallet").init()
        ALL_WALLETS.append(wallet)
        return wallet

    def funded(self, name, **amounts):
        wallet = self.wallet(name)
        for asset, amount in amounts.items():
            how = ("send",) if asset == "TAC" else ("issue",)
            ISSUER(*how, "--to", wallet.address, "--asset", asset, "--amount", amount)
        return wallet


ALL_WALLETS = []


class Payments(EndToEnd):
    def test_a_payment_is_seen_by_both_and_repeated_it_is_the_same(self):
        anna, ben = self.funded("anna", EURX="100.00", TAC="1"), self.wallet("ben")
        paid = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "12.50", "--memo",
                    "Grüße, \"Ben\"", "--id", "lunch")
        self.assertRegex(paid["txid"], "^[0-9a-f]{64}$")
        self.assertEqual(paid["fee_asset"], "TAC")
        self.assertFalse(paid["paid_before"])
        for name in ("prove_ms", "submit_ms", "final_ms", "final_at", "total_ms", "height"):
            self.assertGreater(paid[name], 0, name)
        self.assertGreater(paid["total_ms"], paid["prove_ms"] + paid["final_ms"])
        again = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "12.50", "--memo",
                     "Grüße, \"Ben\"", "--id", "lunch")
        self.assertTrue(again["paid_before"])
        self.assertEqual(again["txid"], paid["txid"])
        other = anna.fails("send", "--to", ben.address, "--asset", "EURX", "--amount", "12.51",
                           "--id", "lunch")
        self.assertEqual(other["code"], "id_reused")
        self.assertEqual(ben.balance("EURX"), "12.50")
        self.assertEqual(anna.balance("EURX"), "87.50")
        received = ben("history")
        self.assertEqual([row["direction"] for row in received], ["received"])
        self.assertEqual(received[0]["memo"], "Grüße, \"Ben\"")
        self.assertEqual(received[0]["txid"], paid["txid"])
        sent = [row for row in anna("history") if row["direction"] == "sent"]
        self.assertEqual([(row["amount"], row["fee_asset"], row["status"]) for row in sent],
                         [("12.50", "TAC", "final")])

    def test_a_watcher_sees_a_payment_at_once(self):
        anna, ben = self.funded("anna", EURX="10", TAC="1"), self.wallet("ben")
        watcher = ben.start("watch", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            self.assertIn("watching", watcher.stderr.readline())
            paid = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "1.25",
                        "--memo", "now")
            seen = json.loads(watcher.stdout.readline())
        finally:
            watcher.kill()
            watcher.communicate()
        self.assertEqual((seen["txid"], seen["amount"], seen["asset"], seen["memo"]),
                         (paid["txid"], "1.25", "EURX", "now"))
        self.assertEqual(seen["final_at"], paid["final_at"])
        self.assertLess(seen["seen_at"] - paid["final_at"], 2000)

    def test_a_person_who_holds_only_euros_can_pay(self):
        anna, ben = self.funded("anna", EURX="10.00"), self.wallet("ben")
        paid = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "3.00")
        self.assertEqual(paid["fee_asset"], "EURX")
        left = decimal.Decimal("7.00") - decimal.Decimal(paid["fee"])
        self.assertEqual(decimal.Decimal(anna.balance("EURX")), left)

    def test_small_notes_are_merged_by_themselves(self):
        anna, ben = self.funded("anna", TAC="1"), self.wallet("ben")
        for _ in range(4):
            ISSUER("issue", "--to", anna.address, "--asset", "USDX", "--amount", "1.00")
        anna("send", "--to", ben.address, "--asset", "USDX", "--amount", "3.60")
        self.assertEqual(anna.balance("USDX"), "0.40")
        self.assertEqual(ben.balance("USDX"), "3.60")

    def test_requests_are_paid_by_uri(self):
        anna, ben = self.funded("anna", EURX="10", TAC="1"), self.wallet("ben")
        ben("sync")
        asked = ben("request", "--amount", "2.50", "--asset", "EURX", "--memo", "für Käse")
        expected = f"tacit:{ben.address}?amount=2.50&asset=EURX&memo="
        self.assertTrue(asked["uri"].startswith(expected))
        drawn = PROGRAMS.run("tacit", "--wallet", ben.file,
                             "request", "--amount", "2.50", "--asset",
                             "EURX")
        self.assertIn("\u2588", drawn.stdout)
        anna("pay", asked["uri"], "--id", "cheese")
        self.assertEqual(ben("history")[0]["memo"], "für Käse")
        wrong = anna.fails("pay", asked["uri"] + "&amount=3", status=MISUSED)
        self.assertEqual(wrong["code"], "bad_uri")

    def test_redemption_lowers_the_supply(self):
        anna = self.funded("anna", EURX="10", TAC="1")
        before = supply("EURX")
        first = anna("redeem", "--asset", "EURX", "--amount", "4.00", "--id", "out")
        self.assertTrue(anna("redeem", "--asset", "EURX", "--amount", "4.00", "--id",
                             "out")["paid_before"])
        self.assertEqual(before - supply("EURX"), decimal.Decimal("4.00"))
        rows = [row for row in anna("history") if row["txid"] == first["txid"]]
        self.assertEqual([(row["direction"], row["amount"]) for row in rows],
                         [("redeemed", "4.00")])

    def test_two_programs_pay_from_one_wallet_at_once(self):
        anna, ben = self.wallet("anna"), self.wallet("ben")
        for _ in range(2):
            ISSUER("issue", "--to", anna.address, "--asset", "EURX", "--amount", "5.00")
            ISSUER("send", "--to", anna.address, "--asset", "TAC", "--amount", "0.5")
        anna("sync")
        ends = []

        def pay(name):
            ends.append(anna.run("send", "--to", ben.address, "--asset", "EURX", "--amount", "4.00",
                                 "--id", name))

        threads = [threading.Thread(target=pay, args=(name,)) for name in ("one", "two", "two")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        # Of the two that share an id, one may find the other at work.
        codes = sorted(end.returncode for end in ends)
        self.assertIn(codes, ([DONE, DONE, DONE], [DONE, DONE, REFUSED]), [e.stdout for e in ends])
        self.assertEqual(ben.balance("EURX"), "8.00")
        txids = {json.loads(end.stdout)["txid"] for end in ends if end.returncode == DONE}
        self.assertEqual(len(txids), 2)

    def test_accounts_have_their_own_money(self):
        anna = self.funded("anna", EURX="10", TAC="1")
        made = anna("address", "--new-account")
        self.assertEqual(made["account"], 1)
        anna("send", "--to", made["address"], "--asset", "EURX", "--amount", "4")
        first = anna("--account", "0", "balance")["assets"]
        second = anna("balance", "--account", "1")["assets"]
        by_name = [{row["asset"]: row["amount"] for row in rows} for rows in (first, second)]
        self.assertEqual([rows["EURX"] for rows in by_name], ["6.00", "4.00"])
        restored = Wallet(PROGRAMS, NODE, self.folder / "restored.wallet")
        restored("restore", stdin=anna.secret_words)
        self.assertEqual(restored.balance("EURX"), "10.00")
        fresh = anna("address", "--new")["address"]
        self.assertNotEqual(fresh, anna.address)


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
        wrong = anna.fails("balance", env={"TACIT_PASSPHRASE": "another"})
        self.assertEqual(wrong["code"], "wrong_passphrase")
        missing = anna.fails("balance", env={"TACIT_PASSPHRASE": None}, status=MISUSED)
        self.assertEqual(missing["code"], "passphrase_missing")
        words = anna.secret_words.split()
        self.assertEqual(len(words), 24)
        self.assertTrue(anna("backup", "check", stdin="\n".join(words).upper())["ok"])
        other = Wallet(PROGRAMS, NODE, self.folder / "other.wallet")
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

    def test_another_network_and_another_chain(self):
        main = Wallet(PROGRAMS, NODE, self.folder / "main.wallet")
        main("init", "--network", "main")
        self.assertEqual(main.fails("sync")["code"], "wrong_network")
        anna = self.wallet("anna")
        anna("sync")
        strange = Node(PROGRAMS, self.folder / "strange").init().start()
        try:
            away = Wallet(PROGRAMS, strange, anna.file)
            self.assertEqual(away.fails("sync")["code"], "wrong_chain")
        finally:
            strange.stop()
        away = PROGRAMS.run("tacit", "--wallet", self.folder / "none.wallet", "--node",
                            "http://127.0.0.1:1", "init")
        self.assertEqual(away.returncode, MISUSED, away.stderr)

    def test_what_is_printed_reads_as_sentences(self):
        anna = self.wallet("anna")
        cases = [
            (["ftp://x", "sync"], "The node's URL must look like http://127.0.0.1:PORT. Give "),
            (["http://127.0.0.1:1", "sync"], "Cannot connect to the node at 127.0.0.1:1: "),
            ([NODE.url, "nonsense"], "There is no command nonsense. See "),
            ([NODE.url, "contacts"], "A command is missing. See "),
            ([NODE.url, "sync", "--account", "x"], "--account: give a whole number from 0, not x."),
        ]
        for words, start in cases:
            with self.subTest(words=words):
                told = PROGRAMS.run("tacit", "--wallet", anna.file, "--node", *words).stderr
                self.assertTrue(told.startswith("tacit: " + start), told)
                self.assertRegex(told, r"\.\n$")

    @unittest.skipUnless(has_ipv6(), "this machine has no ::1")
    def test_a_node_on_ipv6(self):
        node = Node(PROGRAMS, self.folder / "node6").init().start("[::1]")
        self.addCleanup(node.stop)
        issuer = Wallet(PROGRAMS, node, node.home / "issuer.wallet")
        to = issuer("address")["address"]
        issuer("issue", "--to", to, "--asset", "EURX", "--amount", "1")
        self.assertEqual(issuer.balance("EURX"), "1.00")

    def test_every_command_explains_itself(self):
        for command in ("", "init", "restore", "address", "backup check", "viewing-key",
                        "watch-only", "contacts add", "contacts import", "contacts list", "request",
                        "pay", "send", "pay-file", "issue", "redeem", "balance", "history", "watch",
                        "sync", "disclose", "check-disclosure"):
            shown = PROGRAMS.run("tacit", *command.split(), "--help")
            self.assertEqual(shown.returncode, DONE, command)
            self.assertIn("Example: tacit ", shown.stdout, command)


class Recovery(EndToEnd):
    def test_words_bring_everything_back(self):
        anna, ben = self.funded("anna", EURX="20", TAC="1"), self.wallet("ben")
        anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "5", "--memo", "rent",
             "--id", "rent-1")
        before = anna("history")
        restored = Wallet(PROGRAMS, NODE, self.folder / "restored.wallet")
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

    def test_viewing_keys_see_and_cannot_spend(self):
        anna, ben = self.funded("anna", EURX="20", TAC="1"), self.wallet("ben")
        anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "5", "--memo", "rent")
        full = Wallet(PROGRAMS, NODE, self.folder / "full.wallet")
        full("watch-only", anna("viewing-key", "--full")["viewing_key"])
        self.assertEqual(full.balance("EURX"), "15.00")
        self.assertEqual([row["memo"] for row in full("history") if row["direction"] == "sent"],
                         ["rent"])
        self.assertEqual(full.fails("send", "--to", ben.address, "--asset", "EURX", "--amount",
                                    "1")["code"], "watch_only")
        incoming = Wallet(PROGRAMS, NODE, self.folder / "incoming.wallet")
        incoming("watch-only", ben("viewing-key", "--incoming")["viewing_key"])
        self.assertEqual([row["memo"] for row in incoming("history")], ["rent"])
        self.assertFalse(incoming("balance")["sees_spends"])

    def test_a_node_killed_in_the_middle(self):
        anna, ben = self.funded("anna", EURX="20", TAC="1"), self.wallet("ben")
        payment = anna.start("send", "--to", ben.address, "--asset", "EURX", "--amount", "7",
                             "--id", "storm", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        threading.Event().wait(0.4)
        NODE.stop(signal.SIGKILL)
        try:
            out, err = payment.communicate(timeout=120)
            self.assertIn(payment.returncode, (DONE, REFUSED, UNKNOWN), err)
            away = anna.fails("sync")
            self.assertIn(away["code"], ("node_unreachable", "node_failed"), out)
        finally:
            NODE.start()
        anna("sync")
        paid = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "7",
                    "--id", "storm")
        self.assertEqual(paid["id"], "storm")
        self.assertEqual(ben.balance("EURX"), "7.00")
        self.assertEqual(anna.balance("EURX"), "13.00")


class Files(EndToEnd):
    def payroll(self):
        """An employer with money and contacts for the files in examples/."""
        ibans = messages.creditor_ibans(messages.PAYROLL)
        employer = self.funded("employer", EURX="40000", TAC="1")
        staff = [self.wallet(f"staff{i}") for i in range(len(ibans))]
        contacts = self.folder / "contacts.csv"
        pairs = zip([messages.EMPLOYER_IBAN, *ibans], [employer, *staff])
        messages.write_contacts(contacts, [(iban, wallet.address) for iban, wallet in pairs])
        self.assertEqual(employer("contacts", "import", contacts)["contacts"], len(ibans) + 1)
        file = self.folder / "payroll.xml"
        shutil.copy(messages.PAYROLL, file)
        return employer, staff, file

    def report(self, file):
        return messages.report_statuses(PROGRAMS, file)

    def test_a_payroll_is_paid_once(self):
        employer, staff, file = self.payroll()
        tried = employer("pay-file", file, "--dry-run", "--now")
        self.assertEqual(tried["group_status"], "ACCP")
        paid = employer("pay-file", file, "--now")
        self.assertEqual(paid["group_status"], "ACSC")
        self.assertEqual([line["status"] for line in paid["lines"]], ["ACSC"] * 5)
        self.assertEqual(self.report(str(file) + ".pain002.xml"), ["ACSC"] * 6)
        total = sum(decimal.Decimal(wallet.balance("EURX")) for wallet in staff)
        self.assertEqual(total, decimal.Decimal("15011.80"))
        report = self.folder / "older.xml"
        employer("pay-file", messages.OLDER_PAYROLL, "--dry-run", "--report", report)
        self.assertEqual(messages.message_name(report), "pain.002.001.03")
        self.assertEqual(self.report(report), ["ACCP"] + ["PDNG"] * 5)
        report = self.folder / "second.xml"
        again = employer("pay-file", file, "--now", "--report", report)
        self.assertTrue(all(line["paid_before"] for line in again["lines"]))
        self.assertEqual([line["txid"] for line in again["lines"]],
                         [line["txid"] for line in paid["lines"]])
        self.assertEqual(employer.balance("EURX"), "24988.20")
        restored = Wallet(PROGRAMS, NODE, self.folder / "restored.wallet")
        restored("restore", stdin=employer.secret_words)
        restored("contacts", "import", self.folder / "contacts.csv")
        third = restored("pay-file", file, "--now", "--report", report)
        self.assertTrue(all(line["paid_before"] for line in third["lines"]))
        changed = self.folder / "changed.xml"
        changed.write_text(file.read_text(encoding="utf-8").replace("Gehalt", "Gehält"),
                           encoding="utf-8")
        self.assertNotEqual(changed.read_bytes(), file.read_bytes())
        refused = employer.fails("pay-file", changed, "--now")
        self.assertEqual([issue["code"] for issue in refused["issues"]], ["DU01"])
        told = PROGRAMS.run("tacit", "--wallet", employer.file, "--node", NODE.url, "pay-file",
                            changed, "--now").stderr
        self.assertTrue(told.startswith("DU01 the whole file: A file with "), told)
        statement = self.folder / "statement.xml"
        employer("history", "--format", "camt053", "--out", statement)
        self.assertEqual(messages.check_schema(PROGRAMS, statement), messages.STATEMENT)
        self.assertIn("<Ccy>EUR</Ccy>", statement.read_text(encoding="utf-8"))

    def test_a_file_with_faults_pays_nothing(self):
        employer, _, file = self.payroll()
        text = file.read_text(encoding="utf-8")
        broken = self.folder / "broken.xml"
        broken.write_text(text.replace("DE09000000000000000001", "DE35000000000000000009")
                          .replace("<NbOfTxs>5</NbOfTxs>", "<NbOfTxs>6</NbOfTxs>", 1),
                          encoding="utf-8")
        refused = employer.fails("pay-file", broken, "--now")
        told = PROGRAMS.run("tacit", "--wallet", employer.file, "--node", NODE.url, "pay-file",
                            broken, "--now").stderr.splitlines()
        self.assertIn("AM19 line 7: NbOfTxs says 6, and there are 5.", told)
        self.assertIn("there are 5. Mend the file", told[-1])
        self.assertEqual({issue["code"] for issue in refused["issues"]}, {"AC03", "AM19"})
        self.assertEqual(self.report(str(broken) + ".pain002.xml"), ["RJCT"] * 6)
        overwritten = employer.fails("pay-file", file, "--now", "--report", file, status=MISUSED)
        self.assertEqual(overwritten["code"], "bad_arguments")
        self.assertEqual(file.read_text(encoding="utf-8"), text)
        doctype = self.folder / "doctype.xml"
        doctype.write_text(text.replace("<Document", "<!DOCTYPE x><Document", 1), encoding="utf-8")
        self.assertEqual(employer.fails("pay-file", doctype)["code"], "file_unreadable")
        self.assertEqual(employer.balance("EURX"), "40000.00")

    def test_csv(self):
        anna, ben = self.funded("anna", EURX="50", TAC="1"), self.wallet("ben")
        file = self.folder / "pay.csv"
        file.write_bytes("id,name,to,amount,currency,text\r\n"
                         f"A-1,Ben,{ben.address},1.50,EUR,\"Käse, Brot\"\r\n"
                         f"NOTPROVIDED,Ben,{ben.address},2.25,EURX,\r\n"
                         f"NOTPROVIDED,Ben,{ben.address},2.25,EURX,\r\n".encode())
        paid = anna("pay-file", file)
        self.assertEqual([line["amount"] for line in paid["lines"]], ["1.50", "2.25", "2.25"])
        anna("pay-file", file)
        self.assertEqual(ben.balance("EURX"), "6.00")
        rows = ben("history")
        self.assertEqual([row["end_to_end_id"] for row in rows],
                         ["A-1", "NOTPROVIDED", "NOTPROVIDED"])
        poor = self.folder / "poor.csv"
        poor.write_text("id,name,to,amount,currency,text\r\n"
                        f"1,Ben,{ben.address},40,EURX,\r\n2,Ben,{ben.address},40,EURX,\r\n",
                        encoding="utf-8")
        refused = anna.fails("pay-file", poor)
        self.assertEqual([issue["code"] for issue in refused["issues"]], ["AM04"])
        table = PROGRAMS.run("tacit", "--wallet", anna.file, "--node", NODE.url, "history",
                             "--format", "csv")
        read = list(csv.DictReader(io.StringIO(table.stdout, newline="")))
        self.assertIn("Käse, Brot", [row["memo"] for row in read])

    def test_a_disclosure_is_checked_by_a_third_party(self):
        anna, ben = self.funded("anna", EURX="50", TAC="1"), self.wallet("ben")
        paid = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "9",
                    "--memo", "rent")
        file = self.folder / "rent.json"
        told = anna("disclose", paid["txid"], "--out", file)
        check = ("--json", "check-disclosure", file, "--app-hash")
        held = PROGRAMS.run("tacit", *check, told["app_hash"])
        self.assertEqual(held.returncode, DONE, held.stdout)
        said = json.loads(held.stdout)
        self.assertEqual((said["amount"], said["asset"], said["to"], said["memo"]),
                         ("9.00", "EURX", ben.address, "rent"))
        wrong = PROGRAMS.run("tacit", *check, "0" * 64)
        self.assertEqual(wrong.returncode, REFUSED)


def supply(asset):
    row = [row for row in NODE.status()["supply"] if row["asset"] == asset]
    return decimal.Decimal(row[0]["amount"])


class ZBooks(EndToEnd):
    """Runs last: whatever the tests above did, no money was made or lost."""

    def test_all_balances_add_up_to_the_supply(self):
        totals = {}
        for wallet in [ISSUER, *ALL_WALLETS]:
            for row in wallet("balance")["assets"]:
                self.assertEqual(decimal.Decimal(row["pending"]), 0, wallet.file)
                totals[row["asset"]] = totals.get(row["asset"], 0) + decimal.Decimal(row["amount"])
        for row in NODE.status()["supply"]:
            self.assertEqual(totals[row["asset"]], decimal.Decimal(row["amount"]), row["asset"])
        checked = NODE.stop()
        self.assertEqual(checked, 0)
        audit = PROGRAMS.run("tacitd", "check", "--home", NODE.home, "--json")
        NODE.start()
        self.assertEqual(audit.returncode, DONE, audit.stdout)
        self.assertTrue(json.loads(audit.stdout)["ok"])


if __name__ == "__main__":
    PROGRAMS = Programs(sys.argv.pop(1))
    unittest.main()
