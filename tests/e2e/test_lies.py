"""A node, or somebody on the way to it, that is not honest: no money moves that should not."""

from fixture import EndToEnd
from support import scan_block
from support.lying_node import LyingNode
from support.programs import DONE, UNKNOWN, printed, told
from support.scan_block import Entry, ScanBlock
from support.wallet import Wallet


class TakesAndDies(LyingNode):
    """Lets a transaction through, keeps the answer and is gone."""

    def answer(self, request):
        reply = self.passed_on(request)
        if request["method"] != "tacit_submit":
            return reply
        self.close()
        return None


class KeepsIssues(LyingNode):
    """Keeps each issue, and says that its number is another's and used up."""

    def __init__(self, node):
        super().__init__(node)
        self.kept = []

    def answer(self, request):
        if request["method"] == "tacit_submit":
            self.kept.append(request["params"]["tx"])
            data = {"code": "wrong_sequence", "hint": ""}
            return {"jsonrpc": "2.0", "id": request["id"],
                    "error": {"code": 1029, "message": "x", "data": data}}
        reply = self.passed_on(request)
        if request["method"] == "tacit_assets":
            for asset in reply["result"]:
                asset["issue_sequence"] += len(self.kept)
        return reply


class ChangesFees(LyingNode):
    """Shows every transfer with a fee of 10^20 in an asset of its choice."""

    def __init__(self, node):
        super().__init__(node)
        assets = self.passed_on({"jsonrpc": "2.0", "id": 1, "method": "tacit_assets",
                                 "params": {}})["result"]
        self.asset = next(each["asset"] for each in assets if each["symbol"] == "EURX")

    def answer(self, request):
        reply = self.passed_on(request)
        if request["method"] == "tacit_scan":
            for each in reply["result"]["blocks"]:
                each["data"] = self._changed(ScanBlock(each["data"]))
        return reply

    def _changed(self, block):
        fee = (10**20).to_bytes(16, "little") + bytes.fromhex(self.asset)
        for entry in block.entries:
            if entry.is_transfer:
                entry.data[Entry.FEE:Entry.FEE + len(fee)] = fee
        return block.text


class ShowsOtherBlocks(LyingNode):
    """Changes each block that is fetched by `change`."""

    def __init__(self, node, change):
        super().__init__(node)
        self.change = change

    def answer(self, request):
        reply = self.passed_on(request)
        if request["method"] == "tacit_scan":
            for each in reply["result"]["blocks"]:
                block = ScanBlock(each["data"])
                self.change(block)
                each["data"] = block.text
        return reply


class HidesTheLastBlock(LyingNode):
    """Hides the notes of the block that is last now, with every hash made to fit."""

    def __init__(self, node):
        super().__init__(node)
        self.tip = self._call("tacit_status", {})["height"]

    def _call(self, method, params):
        return self.passed_on({"jsonrpc": "2.0", "id": 1, "method": method,
                               "params": params})["result"]

    def _hidden(self, text):
        block = ScanBlock(text)
        if block.number(scan_block.HEIGHT) == self.tip:
            for entry in block.entries:
                entry.flip(scan_block.VIEW_TAG)
            block.reseal()
        return block

    def answer(self, request):
        reply = self.passed_on(request)
        if request["method"] == "tacit_scan":
            for each in reply["result"]["blocks"]:
                each["data"] = self._hidden(each["data"]).text
        elif request["method"] == "tacit_status":
            last = self._call("tacit_scan", {"from_height": self.tip, "limit": 1})["blocks"][0]
            reply["result"]["app_hash"] = self._hidden(last["data"]).app_hash
        return reply


class CommandsTerminals(LyingNode):
    """Ends each WebSocket with a reason that would clear the screen and hide what follows."""

    def close_reason(self):
        return b"gone\x1b[2J\x1b[8m\xc2\x9b2J"


class Lies(EndToEnd):
    def through(self, lying, wallet):
        """The same wallet file, behind that node."""
        return Wallet(lying, wallet.file)

    def test_a_payment_that_was_taken_is_not_called_refused(self):
        anna, ben = self.funded("anna", EURX="5", TAC="1"), self.wallet("ben")
        with TakesAndDies(self.node) as lying:
            done = self.through(lying, anna).run("send", "--to", ben.address, "--asset", "EURX",
                                                 "--amount", "2", "--id", "one")
        self.assertEqual(done.returncode, UNKNOWN, told(done))
        self.assertEqual(printed(done)["error"]["code"], "outcome_unknown")
        self.assertEqual([row["status"] for row in anna("history") if row["id"] == "one"],
                         ["final"])
        self.assertEqual(ben.balance("EURX"), "2.00")
        self.assertEqual(anna.balance("EURX"), "3.00")

    def test_an_issue_is_signed_once(self):
        ben = self.wallet("ben")
        mint = ("issue", "--to", ben.address, "--asset", "EURX", "--amount", "10", "--id", "mint")
        with KeepsIssues(self.node) as lying:
            for _ in range(2):
                refused = self.through(lying, self.issuer).fails(*mint)
                self.assertEqual(refused["code"], "wrong_sequence")
            self.assertEqual(len({bytes.fromhex(tx)[42:50] for tx in lying.kept}), 1, lying.kept)
            self.issuer(*mint)
            for transaction in lying.kept:
                lying.passed_on({"jsonrpc": "2.0", "id": 1, "method": "tacit_submit",
                                 "params": {"tx": transaction}})
        self.assertEqual(ben.balance("EURX"), "10.00")

    def test_a_lie_about_a_fee_is_noticed_and_forgotten(self):
        anna, ben = self.funded("anna", EURX="5", TAC="1"), self.wallet("ben")
        anna("sync")
        with ChangesFees(self.node) as lying:
            with TakesAndDies(self.node) as gone:
                self.through(gone, anna).fails("send", "--to", ben.address, "--asset", "EURX",
                                               "--amount", "2", "--id", "two", status=UNKNOWN)
            liar = self.through(lying, anna)
            for _ in range(2):
                refused = liar.fails("history", "--format", "camt053")
                self.assertEqual(refused["code"], "node_contradicts")
        done = anna.run("history", "--format", "camt053")
        self.assertEqual(done.returncode, DONE, told(done))

    def test_one_changed_bit_is_refused_and_forgotten(self):
        def flips(offset):
            def change(block):
                for entry in block.entries:
                    entry.flip(offset)
            return change

        def later(block):
            if block.number(scan_block.HEIGHT) > 0:
                block.set_number(scan_block.TIME, block.number(scan_block.TIME) + 60_000)

        def other_number(block):
            for entry in block.entries:
                if not entry.is_transfer:
                    entry.data[Entry.SEQUENCE] ^= 1

        anna = self.funded("anna", EURX="5", TAC="1")
        outgoing = scan_block.NOTE_CIPHERTEXT + 369
        lies = [(flips(offset), "node_inconsistent")
                for offset in (scan_block.COMMITMENT, scan_block.VIEW_TAG,
                               scan_block.NOTE_CIPHERTEXT + 100, outgoing + 5)]
        lies += [(other_number, "node_inconsistent"), (later, "node_contradicts")]
        for change, code in lies:
            with ShowsOtherBlocks(self.node, change) as lying:
                self.assertEqual(self.through(lying, anna).fails("sync")["code"], code)
        # A changed point is most often none.
        with ShowsOtherBlocks(self.node, flips(scan_block.EPK + 3)) as lying:
            self.assertIn(self.through(lying, anna).fails("sync")["code"],
                          ("node_inconsistent", "node_bad_answer"))
        self.assertEqual((anna.balance("EURX"), anna.balance("TAC")[:2]), ("5.00", "1."))

    def test_nodes_that_contradict_each_other_wait_for_a_third_word(self):
        for by_the_owner in (False, True):
            anna = self.funded(f"anna-{by_the_owner}", EURX="5")
            with HidesTheLastBlock(self.node) as lying, LyingNode(self.node) as third:
                liar = self.through(lying, anna)
                self.assertIsNone(liar("sync")["confirmed"])
                self.assertEqual(liar.balance("EURX"), "0.00")
                refused = anna.fails("sync")
                self.assertEqual(refused["code"], "node_contradicts")
                for node in (self.node, lying):
                    self.assertIn(node.url.removeprefix("http://").rstrip("/"),
                                  refused["message"])
                for wallet in (anna, liar):
                    self.assertEqual(wallet.fails("balance")["code"], "node_contradicts")
                if by_the_owner:
                    app_hash = third.passed_on({"jsonrpc": "2.0", "id": 1, "params": {},
                                                "method": "tacit_status"})["result"]["app_hash"]
                    self.assertEqual(anna.fails("sync", "--app-hash", "0" * 64)["code"],
                                     "app_hash_unknown")
                    done = anna("sync", "--app-hash", app_hash)
                else:
                    done = self.through(third, anna)("sync")
                self.assertEqual(done["confirmed"], done["height"])
                self.assertEqual(anna.balance("EURX"), "5.00")
                self.assertEqual(liar.fails("sync")["code"], "node_contradicts")
                self.assertEqual(anna.balance("EURX"), "5.00")

    def test_reading_again_changes_nothing_where_all_is_well(self):
        anna = self.funded("anna", EURX="5")
        before = anna("history")
        height = anna("sync", "--again")["height"]
        self.assertEqual(anna("sync", "--again", "--from", str(height))["height"], height)
        self.assertEqual(anna("history"), before)

    def test_what_a_node_says_last_commands_no_terminal(self):
        with CommandsTerminals(self.node) as lying:
            watcher = self.through(lying, self.wallet("anna")).start("watch")
            try:
                line = watcher.stderr.readline()
                while "gone" not in line:
                    self.assertTrue(line, "the watcher ended")
                    line = watcher.stderr.readline()
            finally:
                watcher.kill()
                watcher.communicate()
        self.assertNotIn("\x1b", line)
        self.assertNotIn("\x9b", line)
