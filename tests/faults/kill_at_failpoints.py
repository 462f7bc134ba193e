#!/usr/bin/env python3
"""Kills a node at each step of a block while a wallet pays, and restarts it.

After each kill: the stored chain is whole, the restarted node has its AppHash, the payment can be
repeated safely, and it was made once. Earlier payments are all still there.
"""

import sys

import network

FAILPOINTS = ("block.proposed", "block.applied", "commit.before_write", "commit.after_write",
              "commit.before_announce")
DURABLE = ("commit.after_write", "commit.before_announce")


def kill_once(node, payment, failpoint):
    node.stop()
    before = node.check()
    node.start(TACIT_FAILPOINT=failpoint)
    paid = payment.attempt()
    network.wait_killed(node)
    assert not paid, f"{payment.id} was acknowledged by a node that died at {failpoint}"
    after = network.restart_and_compare(node, is_idle=True)
    gained = after["height"] - before["height"]
    assert gained == (1 if failpoint in DURABLE else 0), \
        f"a kill at {failpoint} left {gained} new blocks"
    if gained == 0:
        assert after["app_hash"] == before["app_hash"], \
            f"a kill at {failpoint} changed the state without a block"
    payment.pay()


def main():
    parser = network.arguments(__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1, help="kills at each failpoint")
    options = parser.parse_args()

    def body(folder):
        node, issuer, (payer, payee) = network.start(options.programs, folder, ["payer", "payee"])
        network.fund(issuer, [payer])
        payments = []
        for number in range(options.rounds):
            for failpoint in FAILPOINTS:
                payment = network.Payment(payer, payee, "0.50", "EURX", f"{failpoint}-{number}")
                kill_once(node, payment, failpoint)
                payments.append(payment)
                print(f"{failpoint} {number}: paid after {payment.attempts} attempts", flush=True)
        network.check_end(node, payments, [issuer, payer, payee])

    return network.run_script(options, body)


if __name__ == "__main__":
    sys.exit(main())
