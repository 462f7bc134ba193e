#!/usr/bin/env python3
"""Known answers for the lowest layers, from Python's integers and hashlib alone.

Writes vectors/scalar_field.json, vectors/blake2b.json and vectors/bls12_381_g1.json. Deterministic:
running it again changes nothing. The curve arithmetic is the textbook affine one, so that it shares
nothing with the library under test.
"""
import hashlib
import json
import pathlib
import random

from bls12_381 import G, P, R, encode, multiply, point_of_order, points_above

OUT = pathlib.Path(__file__).resolve().parents[2] / "vectors"
RNG = random.Random(20240601)


def le(value):
    return value.to_bytes(32, "little").hex()


# ------------------------------------------------------------------ scalar field
def sqrt_even(value):
    """The square root whose integer is even, by Cipolla's method; None for a non-residue."""
    if value == 0:
        return 0
    if pow(value, (R - 1) // 2, R) != 1:
        return None
    a = 1
    while pow((a * a - value) % R, (R - 1) // 2, R) != R - 1:
        a += 1
    w = (a * a - value) % R
    mul = lambda u, v: ((u[0] * v[0] + u[1] * v[1] * w) % R, (u[0] * v[1] + u[1] * v[0]) % R)
    base, out, exponent = (a, 1), (1, 0), (R + 1) // 2
    while exponent:
        if exponent & 1:
            out = mul(out, base)
        base, exponent = mul(base, base), exponent >> 1
    assert out[1] == 0 and out[0] * out[0] % R == value
    return out[0] if out[0] % 2 == 0 else R - out[0]


def scalar_field():
    edges = [0, 1, 2, R - 1, R - 2, (R - 1) // 2, 2**64 - 1, 2**64, 2**128 - 1, 2**128, 2**254]
    values = edges + [RNG.randrange(R) for _ in range(13)]
    cases = []
    for i, a in enumerate(values):
        b = values[(5 * i + 3) % len(values)]
        e = RNG.randrange(2**64)
        root = sqrt_even(a)
        cases.append({
            "a": le(a), "b": le(b), "sum": le((a + b) % R), "difference": le((a - b) % R),
            "product": le(a * b % R), "negative": le(-a % R), "square": le(a * a % R),
            "fifth_power": le(pow(a, 5, R)), "inverse": le(pow(a, -1, R) if a else 0),
            "exponent": str(e), "power": le(pow(a, e, R)),
            "root": None if root is None else le(root)})
    wide = [bytes(64), b"\xff" * 64, R.to_bytes(64, "little"), (R * R).to_bytes(64, "little"),
            (2**256).to_bytes(64, "little"), (2**256 - 1).to_bytes(64, "little")]
    wide += [RNG.randbytes(64) for _ in range(8)]
    return {
        "origin": "Python integers modulo r (tools/model/lowest_layers.py); "
                  "encodings little-endian",
        "cases": cases,
        "wide": [{"bytes": w.hex(), "value": le(int.from_bytes(w, "little") % R)} for w in wide],
        "refused": [x.to_bytes(32, "little").hex() for x in (R, R + 1, 2**255, 2**256 - 1)],
        "roots_of_unity": [{"log_size": k, "value": le(pow(7, (R - 1) >> k, R))}
                           for k in (0, 1, 2, 10, 31, 32)]}


# ------------------------------------------------------------------ BLAKE2b
def blake2b():
    cases = []
    for size in (16, 32, 64):
        for person in (b"T", b"Tacit_TxId", b"Tacit_RedJubjubH"):
            for key in (b"", RNG.randbytes(16), RNG.randbytes(64)):
                for length in (0, 1, 128, 129):
                    data = RNG.randbytes(length)
                    digest = hashlib.blake2b(data, digest_size=size, key=key, person=person)
                    cases.append({"person": person.decode(), "key": key.hex(), "input": data.hex(),
                                  "digest": digest.hexdigest()})
    return {"origin": "Python's hashlib.blake2b (tools/model/lowest_layers.py)", "cases": cases}


# ------------------------------------------------------------------ G1
def compressed(point):
    if point is None:
        return (bytes([0xC0]) + bytes(47)).hex()
    flags = 0x80 | (0x20 if point[1] > (P - 1) // 2 else 0)
    out = bytearray(point[0].to_bytes(48, "big"))
    out[0] |= flags
    return bytes(out).hex()


def uncompressed(point):
    if point is None:
        return (bytes([0x40]) + bytes(95)).hex()
    return encode(point).hex()


def random_xs():
    while True:
        yield RNG.randrange(P)


def encoded(point):
    return {"compressed": compressed(point), "uncompressed": uncompressed(point)}


def g1():
    scalars = [0, 1, 2, 3, R - 1, R - 2, 2**128, 2**255 % R] + [RNG.randrange(R) for _ in range(8)]
    points = points_above(random_xs())
    outside = [next(points) for _ in range(4)]
    off_curve = []
    while len(off_curve) < 3:
        x = RNG.randrange(P)
        if pow((x**3 + 4) % P, (P - 1) // 2, P) == P - 1:
            off_curve.append(encoded((x, 1)))
    terms = [(RNG.randrange(R), RNG.randrange(R)) for _ in range(6)]
    return {
        "origin": "textbook affine arithmetic on Python integers (tools/model/lowest_layers.py); "
                  "encodings as in the Zcash protocol; scalars little-endian",
        "multiples_of_generator": [{"scalar": le(k)} | encoded(multiply(k, G)) for k in scalars],
        "outside_subgroup": [encoded(x) for x in outside],
        "small_order": [{"order": q} | encoded(point_of_order(q, points)) for q in (3, 11, 10177)],
        "off_curve": off_curve,
        "multi_scalar": {
            "terms": [{"scalar": le(k), "point": uncompressed(multiply(q, G))} for k, q in terms],
            "sum": uncompressed(multiply(sum(k * q for k, q in terms) % R, G))}}


for name, content in (("scalar_field", scalar_field()), ("blake2b", blake2b()),
                      ("bls12_381_g1", g1())):
    (OUT / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")
