"""What the programs leave where: results that do not arrive, and memory that must not."""

import json
import pathlib
import signal
import time

from fixture import EndToEnd
from support.programs import REFUSED, UNKNOWN, printed, told
from support.wallet import Wallet

LOST = (">/dev/full", ">&-")  # a full disk; no standard output at all


class Output(EndToEnd):
    def test_a_wallet_whose_words_were_lost_is_not_left_behind(self):
        wallet = Wallet(self.node, self.folder / "new.wallet")
        for redirection in LOST:
            for words in (("init",), ("--json", "init")):
                with self.subTest(redirection=redirection, words=words):
                    done = wallet.run_redirected(redirection, *words)
                    self.assertEqual(done.returncode, REFUSED, told(done))
                    self.assertIn("No wallet was made.", done.stderr)
                    self.assertEqual(list(self.folder.iterdir()), [])
        self.assertEqual(wallet.init().fails("init")["code"], "wallet_exists")

    def test_a_result_that_does_not_arrive_is_no_success(self):
        anna = self.funded("anna", EURX="5", TAC="1")
        for redirection in LOST:
            for words in (("history", "--format", "camt053"), ("history", "--format", "csv"),
                          ("balance",), ("address",), ("--help",), ("--version",)):
                with self.subTest(redirection=redirection, words=words):
                    done = anna.run_redirected(redirection, *words)
                    self.assertEqual(done.returncode, REFUSED, told(done))
                    self.assertIn("The result could not be written", done.stderr)

    def test_a_payment_whose_result_is_lost_is_not_called_refused(self):
        anna, ben = self.funded("anna", EURX="5", TAC="1"), self.wallet("ben")
        send = ("send", "--to", ben.address, "--asset", "EURX", "--amount", "2", "--id", "one")
        done = anna.run_redirected(LOST[0], *send)
        self.assertEqual(done.returncode, UNKNOWN, told(done))
        self.assertIn("The payment is final", done.stderr)
        again = anna(*send)
        self.assertTrue(again["paid_before"])
        self.assertIn(again["txid"], done.stderr)
        self.assertEqual(ben.balance("EURX"), "2.00")

    def test_a_file_that_is_paid_is_told_as_paid_whatever_becomes_of_its_report(self):
        anna, ben = self.funded("anna", EURX="5", TAC="1"), self.wallet("ben")
        file = self.folder / "pay.csv"
        file.write_text("id,name,to,amount,currency,text\r\n"
                        f"1,Ben,{ben.address},1,EURX,\r\n2,Ben,{ben.address},1,EURX,\r\n",
                        encoding="utf-8")
        report = self.folder / "reports" / "report.xml"
        none = anna.run("pay-file", file, "--report", report)
        self.assertEqual((none.returncode, printed(none)["error"]["code"]),
                         (REFUSED, "cannot_write"))
        self.assertEqual([line["status"] for line in printed(none)["lines"]], ["PDNG"] * 2)
        report.parent.mkdir()
        paying = anna.start("pay-file", file, "--report", report)
        while not report.exists():
            self.assertIsNone(paying.poll())
            time.sleep(0.001)
        report.parent.rename(self.folder / "moved")  # the first report is the last
        told_lines = json.loads(paying.communicate(timeout=self.programs.timeout_s)[0])
        self.assertEqual((paying.returncode, told_lines["error"]["code"]),
                         (UNKNOWN, "cannot_write"))
        self.assertIn("2 paid now. The report is not written.",
                      told_lines["error"]["message"])
        self.assertIsNone(told_lines["report"])
        self.assertEqual([line["status"] for line in told_lines["lines"]], ["ACSC"] * 2)
        plain = anna.run_plain("pay-file", file, "--report", report)
        self.assertEqual(plain.returncode, REFUSED, told(plain))  # nothing moved this time
        for line in told_lines["lines"]:
            self.assertIn(line["txid"], plain.stdout)
        again = anna("pay-file", file)
        self.assertTrue(all(line["paid_before"] for line in again["lines"]))
        self.assertEqual(ben.balance("EURX"), "2.00")
        written = pathlib.Path(str(file) + ".pain002.xml")
        self.assertEqual(written.stat().st_mode & 0o777, 0o600)

    def test_a_watcher_that_nobody_reads_ends(self):
        anna, ben = self.funded("anna", EURX="5", TAC="1"), self.wallet("ben")
        watcher = ben.start("watch")
        self.assertIn("watching", watcher.stderr.readline())
        watcher.stdout.close()
        anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "2")
        self.assertEqual(watcher.wait(self.programs.timeout_s), REFUSED)
        self.assertIn("The result could not be written", watcher.stderr.read())
        watcher.stderr.close()

    def test_memory_is_never_dumped(self):
        watcher = self.wallet("anna").start("watch")
        try:
            self.assertIn("watching", watcher.stderr.readline())
            limits = pathlib.Path(f"/proc/{watcher.pid}/limits").read_text(encoding="ascii")
            self.assertRegex(limits, r"Max core file size +0 +0 ")
        finally:
            watcher.send_signal(signal.SIGABRT)
            watcher.communicate()
        self.assertEqual(watcher.returncode, -signal.SIGABRT)
