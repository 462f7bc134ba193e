"""Payments in all their ways: by one or two programs, by request, out of the chain."""

import decimal
import json
import threading

from fixture import EndToEnd
from support.programs import DONE, MISUSED
from support.wallet import Wallet


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
        watcher = ben.start("watch")
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
            self.issuer("issue", "--to", anna.address, "--asset", "USDX", "--amount", "1.00")
        anna("send", "--to", ben.address, "--asset", "USDX", "--amount", "3.60")
        self.assertEqual(anna.balance("USDX"), "0.40")
        self.assertEqual(ben.balance("USDX"), "3.60")

    def test_requests_are_paid_by_uri(self):
        anna, ben = self.funded("anna", EURX="10", TAC="1"), self.wallet("ben")
        ben("sync")
        asked = ben("request", "--amount", "2.50", "--asset", "EURX", "--memo", "für Käse")
        expected = f"tacit:{ben.address}?amount=2.50&asset=EURX&memo="
        self.assertTrue(asked["uri"].startswith(expected))
        drawn = self.programs.run("tacit", "--wallet", ben.file, "request", "--amount", "2.50",
                                  "--asset", "EURX")
        self.assertIn("\u2588", drawn.stdout)
        anna("pay", asked["uri"], "--id", "cheese")
        self.assertEqual(ben("history")[0]["memo"], "für Käse")
        wrong = anna.fails("pay", asked["uri"] + "&amount=3", status=MISUSED)
        self.assertEqual(wrong["code"], "bad_uri")

    def test_redemption_lowers_the_supply(self):
        anna = self.funded("anna", EURX="10", TAC="1")
        before = self.node.supply()["EURX"]
        first = anna("redeem", "--asset", "EURX", "--amount", "4.00", "--id", "out")
        self.assertTrue(anna("redeem", "--asset", "EURX", "--amount", "4.00", "--id",
                             "out")["paid_before"])
        self.assertEqual(before - self.node.supply()["EURX"], decimal.Decimal("4.00"))
        rows = [row for row in anna("history") if row["txid"] == first["txid"]]
        self.assertEqual([(row["direction"], row["amount"]) for row in rows],
                         [("redeemed", "4.00")])

    def test_two_programs_pay_from_one_wallet_at_once(self):
        anna, ben = self.wallet("anna"), self.wallet("ben")
        for _ in range(2):
            self.issuer("issue", "--to", anna.address, "--asset", "EURX", "--amount", "5.00")
            self.issuer("send", "--to", anna.address, "--asset", "TAC", "--amount", "0.5")
        anna("sync")
        ends = self.pay_at_once(anna, ben, "4.00", ("one", "two", "two"))
        self.assertEqual(ben.balance("EURX"), "8.00")
        self.assertEqual(len({end["txid"] for end in ends}), 2)
        # Whoever meets the other's transaction under way follows it to its end as its own payment,
        # and says so; who comes after that has it paid before. Never both.
        self.assertLessEqual(len([end for end in ends if end["paid_before"]]), 1)

    def test_ten_payments_at_once_wait_for_the_one_note(self):
        anna, ben = self.funded("anna", EURX="50.00"), self.wallet("ben")
        anna("sync")
        ends = self.pay_at_once(anna, ben, "1.00", [f"at once {i}" for i in range(10)])
        self.assertEqual(ben.balance("EURX"), "10.00")
        self.assertEqual(len({end["height"] for end in ends}), 10)

    def pay_at_once(self, payer, payee, amount, names):
        """One process a name; all must be done."""
        ends = []

        def pay(name):
            ends.append(payer.run("send", "--to", payee.address, "--asset", "EURX", "--amount",
                                  amount, "--id", name))

        threads = [threading.Thread(target=pay, args=(name,)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([end.returncode for end in ends], [DONE] * len(names),
                         [end.stdout for end in ends])
        return [json.loads(end.stdout) for end in ends]

    def test_accounts_have_their_own_money(self):
        anna = self.funded("anna", EURX="10", TAC="1")
        made = anna("address", "--new-account")
        self.assertEqual(made["account"], 1)
        anna("send", "--to", made["address"], "--asset", "EURX", "--amount", "4")
        first = anna("--account", "0", "balance")["assets"]
        second = anna("balance", "--account", "1")["assets"]
        by_name = [{row["asset"]: row["amount"] for row in rows} for rows in (first, second)]
        self.assertEqual([rows["EURX"] for rows in by_name], ["6.00", "4.00"])
        restored = Wallet(self.node, self.folder / "restored.wallet")
        restored("restore", stdin=anna.secret_words)
        self.assertEqual(restored.balance("EURX"), "10.00")
        fresh = anna("address", "--new")["address"]
        self.assertNotEqual(fresh, anna.address)
