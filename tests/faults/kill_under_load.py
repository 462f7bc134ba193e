#!/usr/bin/env python3
"""Kills a node at random moments while wallets pay each other, and restarts it each time.

At the end: the chain is whole, every acknowledged payment is in both histories, every wish was paid
exactly once, and all balances add up to the supply.
"""

import random
import sys
import threading
import time

import network

CHECK_EVERY = 10  # kills


class Load:
    """Wallets in a ring, each paying the next until told to stop."""

    def __init__(self, wallets):
        self.wallets = wallets
        self.payments = []
        self.failures = []
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._pay, args=(i,)) for i in range(len(wallets))]

    def _pay(self, index):
        payer = self.wallets[index]
        payee = self.wallets[(index + 1) % len(self.wallets)]
        number = 0
        try:
            while not self.stopping.is_set():
                payment = network.Payment(payer, payee, "0.01", "EURX", f"{payer.name}-{number}")
                self.payments.append(payment)
                payment.pay(give_up_s=1800)
                number += 1
        except AssertionError as broken:
            self.failures.append(str(broken))

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()
        assert not self.failures, "; ".join(self.failures)


def kill_repeatedly(node, kills, chance):
    for number in range(1, kills + 1):
        time.sleep(chance.uniform(0.1, 4.0))
        node.kill()
        if number % CHECK_EVERY == 0 or number == kills:
            checked = network.restart_and_compare(node, is_idle=False)
            print(f"kill {number}: height {checked['height']}", flush=True)
        else:
            node.start()


def main():
    parser = network.arguments(__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--wallets", type=int, default=3)
    options = parser.parse_args()

    def body(folder):
        names = [f"w{i}" for i in range(options.wallets)]
        node, issuer, wallets = network.start(options.programs, folder, names)
        network.fund(issuer, wallets)
        load = Load(wallets)
        load.start()
        try:
            kill_repeatedly(node, options.kills, random.Random(options.seed))
        finally:
            load.stop()
        print(f"{len(load.payments)} payments, "
              f"{sum(p.attempts for p in load.payments)} attempts", flush=True)
        network.check_end(node, load.payments, [issuer, *wallets])

    return network.run_script(options, body)


if __name__ == "__main__":
    sys.exit(main())
