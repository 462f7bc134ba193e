#!/usr/bin/env python3
"""Signatures on Jubjub in plain Python, written from spec/03b-jubjub.md: makes vectors/reddsa.json.

Usage: tools/model/reddsa.py > vectors/reddsa.json
"""
import hashlib
import json

from primitives import (
    JUBJUB_BASE, JUBJUB_ORDER, b32, blake, jubjub_add, jubjub_encode, jubjub_mul, le,
)


def sign(rsk, message, random):
    rk_point = jubjub_mul(rsk, JUBJUB_BASE)
    rk = jubjub_encode(rk_point)
    nonce = le(blake("Tacit_RedJubjubN", random, b32(rsk), rk, message)) % JUBJUB_ORDER
    r_point = jubjub_mul(nonce, JUBJUB_BASE)
    r = jubjub_encode(r_point)
    challenge = le(blake("Tacit_RedJubjubH", r, rk, message)) % JUBJUB_ORDER
    s = (nonce + challenge * rsk) % JUBJUB_ORDER
    right = jubjub_add(r_point, jubjub_mul(challenge, rk_point))
    assert jubjub_mul(s, JUBJUB_BASE) == right
    return rk, r + b32(s)


def shake(label, size):
    return hashlib.shake_256(f"tacit reddsa {label}".encode()).digest(size)


def case(rsk, message, random):
    rk, signature = sign(rsk, message, random)
    return {"rsk": b32(rsk).hex(), "random": random.hex(), "message": message.hex(),
            "rk": rk.hex(), "signature": signature.hex()}


def main():
    def key(name):
        return le(shake(f"key {name}", 64)) % JUBJUB_ORDER

    cases = [case(key(i), shake(f"message {i}", size), shake(f"random {i}", 80))
             for i, size in enumerate((64, 64, 64, 0, 1, 47, 48, 500))]
    # A source that fails: the same bytes for two messages, two keys, and bytes that all know.
    cases += [case(key(k), shake(f"message {m}", 64), bytes(80))
              for k, m in ((8, 8), (8, 9), (9, 8))]
    cases += [case(k, shake("message 10", 64), bytes([255] * 80)) for k in (1, JUBJUB_ORDER - 1)]
    origin = "tools/model/reddsa.py (Python, from spec/03b-jubjub.md)"
    print(json.dumps({"origin": origin, "signing": cases}, indent=1))


main()
