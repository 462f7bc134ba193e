#!/usr/bin/env python3
"""Many wallets pay at once, then everything must add up.

`tacitd check` passes, every payment whose command ended with 0 is in both histories, and all
balances add up to the supply, asset by asset.
"""

import sys
import threading
import time

import network


def pay_all(payments, failures):
    """One wallet's payments, one after the other."""
    try:
        for payment in payments:
            payment.pay()
    except AssertionError as broken:
        failures.append(str(broken))


def main():
    parser = network.arguments(__doc__.splitlines()[0])
    parser.add_argument("--wallets", type=int, default=10)
    parser.add_argument("--payments", type=int, default=1000, help="in all")
    options = parser.parse_args()

    def body(folder):
        names = [f"w{i}" for i in range(options.wallets)]
        node, issuer, wallets = network.start(options.programs, folder, names)
        network.fund(issuer, wallets)
        payments = [network.Payment(wallets[i % len(wallets)], wallets[(i + 1) % len(wallets)],
                                    "0.25", ("EURX", "TAC")[i // len(wallets) % 2], f"p{i}")
                    for i in range(options.payments)]
        failures = []
        threads = [threading.Thread(target=pay_all,
                                    args=(payments[i::len(wallets)], failures))
                   for i in range(len(wallets))]
        start = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures, "; ".join(failures)
        elapsed_s = time.monotonic() - start
        print(f"{len(payments)} payments in {elapsed_s:.0f} s, "
              f"{sum(p.attempts for p in payments)} attempts", flush=True)
        network.check_end(node, payments, [issuer, *wallets])

    return network.run_script(options, body)


if __name__ == "__main__":
    sys.exit(main())
