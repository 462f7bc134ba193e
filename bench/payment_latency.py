#!/usr/bin/env python3
"""How long one payment takes a person: 21 `tacit send` after a warm-up, watched by its payee.

    bench/payment_latency.py [--programs DIR] [--payments N] [--json]

Prints medians, in milliseconds, of what `send` reports and of how long after its finality the
payee's `watch`, another process, showed the payment.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "faults"))
import network  # noqa: E402  (a node and wallets as processes)

PARTS = ("prove_ms", "submit_ms", "final_ms", "total_ms")
NOTES = {"prove_ms": "transfer proof", "submit_ms": "request to accepted",
         "final_ms": "request to finality notice", "total_ms": "command's start to notice",
         "seen_ms": "finality to the payee's watch"}


def pay(payer, payee, number):
    return payer("send", "--to", payee.address, "--amount", "0.01", "--asset", "EURX",
                 "--memo", f"latency-{number}", "--id", f"latency-{number}")


def seen_at(watcher, txid):
    for line in watcher.stdout:
        event = json.loads(line)
        if event["txid"] == txid:
            return event["seen_at"]
    raise AssertionError("watch ended early")


def samples(programs, folder, count):
    """One row a payment: each of PARTS, and seen_ms."""
    node, issuer, (payer, payee) = network.start(programs, folder, ["payer", "payee"])
    network.fund(issuer, [payer])
    watcher = payee.start("watch")
    rows = []
    try:
        watcher.stderr.readline()  # it says that it watches
        for number in range(count + 1):  # the first warms up
            paid = pay(payer, payee, number)
            row = {part: paid[part] for part in PARTS}
            row["seen_ms"] = seen_at(watcher, paid["txid"]) - paid["final_at"]
            rows.append(row)
    finally:
        watcher.kill()
        watcher.communicate()
        node.stop()
    return rows[1:]


def figures(rows):
    return [{"name": name, "value": statistics.median(row[name] for row in rows), "unit": "ms",
             "min": min(row[name] for row in rows), "max": max(row[name] for row in rows),
             "runs": len(rows)} for name in NOTES]


def print_table(lines):
    print(f"{'one payment':<40}{'median ms':>12}{'min':>12}{'max':>12}{'runs':>6}")
    for line in lines:
        label = f"{line['name']}  {NOTES[line['name']]}"
        print(f"{label:<40}{line['value']:>12.3f}{line['min']:>12.3f}{line['max']:>12.3f}"
              f"{line['runs']:>6}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", type=pathlib.Path, default=ROOT / "build" / "bin")
    parser.add_argument("--payments", type=int, default=21)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tacit-latency-"))
    try:
        lines = figures(samples(options.programs, folder, options.payments))
    finally:
        shutil.rmtree(folder)
    if options.json:
        print(json.dumps(lines))
    else:
        print_table(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
