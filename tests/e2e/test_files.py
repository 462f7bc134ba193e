"""What other programs write and read: payment files, reports, statements, disclosures."""

import csv
import decimal
import io
import json
import pathlib
import re
import shutil

import messages
from fixture import EndToEnd
from support.programs import DONE, MISUSED, REFUSED, told
from support.wallet import Wallet


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
        return messages.report_statuses(self.programs, file)

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
        restored = Wallet(self.node, self.folder / "restored.wallet")
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
        # Payroll software books a line that is reported as settled.
        refusal = pathlib.Path(str(changed) + ".pain002.xml")
        self.assertEqual(self.report(refusal), ["RJCT"] * 6)
        self.assertNotIn("AcctSvcrRef", refusal.read_text(encoding="utf-8"))
        told = employer.run_plain("pay-file", changed, "--now").stderr
        self.assertTrue(told.startswith("DU01 the whole file: A file with "), told)
        statement = self.folder / "statement.xml"
        employer("history", "--format", "camt053", "--out", statement)
        self.assertEqual(messages.check_schema(self.programs, statement), messages.STATEMENT)
        self.assertIn("<Ccy>EUR</Ccy>", statement.read_text(encoding="utf-8"))

    def test_a_file_with_faults_pays_nothing(self):
        employer, _, file = self.payroll()
        text = file.read_text(encoding="utf-8")
        broken = self.folder / "broken.xml"
        broken.write_text(text.replace("DE09000000000000000001", "DE35000000000000000009")
                          .replace("<NbOfTxs>5</NbOfTxs>", "<NbOfTxs>6</NbOfTxs>", 1),
                          encoding="utf-8")
        refused = employer.fails("pay-file", broken, "--now")
        told = employer.run_plain("pay-file", broken, "--now").stderr.splitlines()
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
        again = anna.run_plain("pay-file", file)
        self.assertRegex(again.stdout, r"^0 paid now, 3 were paid on \d{4}-\d\d-\d\d; "
                         r"change the id to pay again\. Status ACSC, report ")
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
        table = anna.run_plain("history", "--format", "csv")
        read = list(csv.DictReader(io.StringIO(table.stdout, newline="")))
        self.assertIn("Käse, Brot", [row["memo"] for row in read])

    def test_statements_end_where_they_say(self):
        anna = self.funded("anna", EURX="5", TAC="1")
        file = self.folder / "statement.xml"
        future = anna.run_plain("history", "--format", "camt053", "--to", "9000-01-01", "--out",
                                file)
        self.assertEqual(future.returncode, DONE, told(future))
        self.assertIn("the statement ends at 2", future.stderr)
        self.assertEqual(messages.check_schema(self.programs, file), messages.STATEMENT)
        text = file.read_text(encoding="utf-8")
        created, ends = (re.search(f"<{name}>(.*?)</{name}>", text)[1]
                         for name in ("CreDtTm", "ToDtTm"))
        self.assertLessEqual(ends, created)
        day = created[:10]
        self.assertEqual(anna.fails("history", "--format", "camt053", "--from", day, "--to", day,
                                    status=MISUSED)["code"], "bad_date")
        watching = Wallet(self.node, self.folder / "watching.wallet")
        watching("watch-only", anna("viewing-key", "--incoming")["viewing_key"])
        self.assertEqual(watching.fails("history", "--format", "camt053")["code"], "incoming_only")

    def test_a_disclosure_is_checked_by_a_third_party(self):
        anna, ben = self.funded("anna", EURX="50", TAC="1"), self.wallet("ben")
        paid = anna("send", "--to", ben.address, "--asset", "EURX", "--amount", "9",
                    "--memo", "rent")
        file = self.folder / "rent.json"
        told = anna("disclose", paid["txid"], "--out", file)
        check = ("--json", "check-disclosure", file, "--app-hash")
        held = self.programs.run("tacit", *check, told["app_hash"])
        self.assertEqual(held.returncode, DONE, held.stdout)
        said = json.loads(held.stdout)
        self.assertEqual((said["amount"], said["asset"], said["to"], said["memo"]),
                         ("9.00", "EURX", ben.address, "rent"))
        wrong = self.programs.run("tacit", *check, "0" * 64)
        self.assertEqual(wrong.returncode, REFUSED)
