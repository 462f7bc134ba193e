#!/usr/bin/env python3
"""LtHash in a few lines of Python, independent of the C++: makes vectors/lthash.json.

Usage: tools/model/lthash.py > vectors/lthash.json
Only Python's own hashlib is used (its BLAKE2b is the reference code of RFC 7693).
"""
import hashlib
import json
import struct

LANES = 1024


def expand(kind, key, value):
    pair = struct.pack("<BI", kind, len(key)) + key + struct.pack("<I", len(value)) + value
    blocks = b"".join(
        hashlib.blake2b(struct.pack("<I", i) + pair, digest_size=64,
                        person=b"Tacit_LtHash").digest()
        for i in range(LANES // 32)
    )
    return struct.unpack("<1024H", blocks)


def combine(state, lanes, sign):
    return [(a + sign * b) & 0xFFFF for a, b in zip(state, lanes)]


def encode(state):
    return struct.pack("<1024H", *state)


def digest(state):
    return hashlib.blake2b(encode(state), digest_size=32, person=b"Tacit_LtDigest").hexdigest()


def run(steps):
    state = [0] * LANES
    for step in steps:
        lanes = expand(step["type"], bytes.fromhex(step["key"]), bytes.fromhex(step["value"]))
        state = combine(state, lanes, 1 if step["op"] == "add" else -1)
    return {"steps": steps, "first_lanes": encode(state)[:32].hex(), "digest": digest(state)}


def step(op, kind, key, value):
    return {"op": op, "type": kind, "key": key.hex(), "value": value.hex()}


def main():
    long_value = bytes(i & 255 for i in range(1000))
    cases = [
        run([]),
        run([step("add", 0, b"", b"")]),
        run([step("add", 1, b"key", b"value")]),
        run([step("add", 1, b"ke", b"yvalue")]),
        run([step("add", 2, b"key", b"value")]),
        run([step("add", 7, bytes(32), long_value)]),
        run([step("add", 1, b"a", b"1"), step("add", 1, b"b", b"2"),
             step("remove", 1, b"a", b"1")]),
        run([step("add", 1, b"b", b"2")]),
    ]
    origin = "tools/model/lthash.py (Python hashlib)"
    print(json.dumps({"origin": origin, "cases": cases}, indent=1))


main()
