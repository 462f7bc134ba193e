#!/usr/bin/env python3
"""A node and wallets from end to end: all tests on one node, then its books.

  test_end_to_end.py --programs DIR [CLASS[.TEST]...]
"""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from fixture import EndToEnd  # noqa: E402
from support.programs import Programs  # noqa: E402
from support.wallet import check_supply  # noqa: E402
from test_files import Files  # noqa: E402
from test_lies import Lies  # noqa: E402
from test_output import Output  # noqa: E402
from test_payments import Payments  # noqa: E402
from test_recovery import Recovery  # noqa: E402
from test_refusals import Refusals  # noqa: E402


class Books(EndToEnd):
    """Whatever the other tests did, no money was made or lost."""

    def test_all_balances_add_up_to_the_supply(self):
        check_supply(self.node, [self.issuer, *self.wallets])
        self.node.stop()
        try:
            self.node.check()
        finally:
            self.node.start()


IN_THIS_ORDER = (Payments, Refusals, Recovery, Files, Output, Lies, Books)

if __name__ == "__main__":
    with EndToEnd.on_one_node(Programs.of_command_line()):
        unittest.main(defaultTest=[each.__name__ for each in IN_THIS_ORDER])
