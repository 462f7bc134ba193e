#!/usr/bin/env python3
"""A chain's history and its AppHashes (spec §9.8, §9.8.2) in a few lines of Python, independent of
the C++: makes vectors/history.json.

Usage: tools/model/history.py > vectors/history.json
Only Python's own hashlib is used (its BLAKE2b is the reference code of RFC 7693). Nothing here
appends: each root is taken from the whole list, top down.
"""
import hashlib
import json
import struct


def h(person, data):
    return hashlib.blake2b(data, digest_size=32, person=person).digest()


def history(data):
    return h(b"Tacit_History", data)


def mountain(first, leaves):
    """The top over 2^k leaves, of which the first has this place in the list."""
    if len(leaves) == 1:
        return history(struct.pack("<BQ", 0, first) + leaves[0])
    half = len(leaves) // 2
    level = len(leaves).bit_length() - 1
    left, right = mountain(first, leaves[:half]), mountain(first + half, leaves[half:])
    return history(struct.pack("<BB", 1, level) + left + right)


def cut(count):
    """(first, size) of each mountain, the largest first."""
    first = 0
    for level in reversed(range(64)):
        if count >> level & 1:
            yield first, 1 << level
            first += 1 << level


def peaks(leaves):
    return [mountain(first, leaves[first:first + size]) for first, size in cut(len(leaves))]


def root(leaves):
    return history(struct.pack("<BQ", 2, len(leaves)) + b"".join(peaks(leaves)))


def path(leaves, index):
    """What leads from a leaf to the root, as it is encoded."""
    others = []
    for first, size in cut(len(leaves)):
        if not first <= index < first + size:
            others.append(mountain(first, leaves[first:first + size]))
            continue
        siblings, at, width = [], first, size
        while width > 1:
            half = width // 2
            is_left = index < at + half
            sibling = at + half if is_left else at
            siblings.insert(0, mountain(sibling, leaves[sibling:sibling + half]))
            at, width = (at if is_left else at + half), half
    return struct.pack("<QQ", index, len(leaves)) + b"".join(siblings + others)


def part(label, value):
    return struct.pack("<BI", label, len(value)) + value


def parts(one):
    trees = struct.pack("<I", len(one["trees"])) + b"".join(
        struct.pack("<BQ", tree["depth"], tree["leaf_count"]) + bytes.fromhex(tree["root"])
        for tree in one["trees"])
    values = [struct.pack("<Q", one["height"]), struct.pack("<Q", one["time"]),
              bytes.fromhex(one["transactions"]), bytes.fromhex(one["scan"]), trees,
              bytes.fromhex(one["history"]), bytes.fromhex(one["state"])]
    return bytes([len(values)]) + b"".join(part(i + 1, v) for i, v in enumerate(values))


def leaf(i):
    return struct.pack("<Q", i) * 4


def ranges():
    for count in [0, 1, 2, 3, 4, 5, 7, 8, 11, 16, 21]:
        leaves = [leaf(i) for i in range(count)]
        indices = sorted({0, count // 2, count - 1}) if count else []
        yield {"leaf_count": count, "peaks": [peak.hex() for peak in peaks(leaves)],
               "root": root(leaves).hex(),
               "paths": [path(leaves, index).hex() for index in indices]}


def app_hashes():
    def tree(leaf_count, number):
        return {"depth": 20, "leaf_count": leaf_count, "root": number.to_bytes(32, "little").hex()}

    first = {"height": 0, "time": 1_700_000_000_000, "transactions": leaf(1).hex(),
             "scan": leaf(2).hex(), "trees": [tree(3, 5)], "history": root([]).hex(),
             "state": leaf(4).hex()}
    later = {"height": 3, "time": 2**63, "transactions": leaf(5).hex(), "scan": leaf(6).hex(),
             "trees": [tree(2**40, 6), tree(1, 7)],
             "history": root([leaf(0), leaf(1), leaf(2)]).hex(), "state": leaf(7).hex()}
    for one in (first, later):
        encoded = parts(one)
        yield {**one, "parts": encoded.hex(), "app_hash": h(b"Tacit_AppHash", encoded).hex()}


def main():
    print(json.dumps({"origin": "tools/model/history.py (Python hashlib)",
                      "leaf_i": "i as u64, four times",
                      "ranges": list(ranges()), "app_hashes": list(app_hashes())}, indent=1))


main()
