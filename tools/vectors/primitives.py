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

R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
X_BLS = -0xD201000000010000  # p and the cofactor follow from it
P = (X_BLS - 1) ** 2 // 3 * (X_BLS**4 - X_BLS**2 + 1) + X_BLS
COFACTOR = (X_BLS - 1) ** 2 // 3
G = (
    int("17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
        "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb", 16),
    int("08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af6"
        "00db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1", 16),
)
assert (G[1] ** 2 - G[0] ** 3 - 4) % P == 0
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
        "origin": "Python integers modulo r (tools/vectors/primitives.py); encodings little-endian",
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
    return {"origin": "Python's hashlib.blake2b (tools/vectors/primitives.py)", "cases": cases}


# ------------------------------------------------------------------ G1
def add(a, b):
    if a is None or b is None:
        return b if a is None else a
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = 3 * a[0] * a[0] * pow(2 * a[1], -1, P) % P
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    out = None
    while k:
        if k & 1:
            out = add(out, point)
        point, k = add(point, point), k >> 1
    return out


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
    return (point[0].to_bytes(48, "big") + point[1].to_bytes(48, "big")).hex()


def on_curve_point():
    """A random point of the curve; outside the subgroup but for a negligible chance."""
    while True:
        x = RNG.randrange(P)
        y2 = (x**3 + 4) % P
        y = pow(y2, (P + 1) // 4, P)
        if y * y % P == y2:
            return x, y


def point_of_order(prime):
    """A point whose order is exactly the given prime, which divides the cofactor."""
    order = COFACTOR * R
    while order % prime == 0:
        order //= prime
    while True:
        point = multiply(order, on_curve_point())
        if point is None:
            continue
        while (following := multiply(prime, point)) is not None:
            point = following
        return point


def encoded(point):
    return {"compressed": compressed(point), "uncompressed": uncompressed(point)}


def g1():
    scalars = [0, 1, 2, 3, R - 1, R - 2, 2**128, 2**255 % R] + [RNG.randrange(R) for _ in range(8)]
    outside = [on_curve_point() for _ in range(4)]
    off_curve = []
    while len(off_curve) < 3:
        x = RNG.randrange(P)
        if pow((x**3 + 4) % P, (P - 1) // 2, P) == P - 1:
            off_curve.append(encoded((x, 1)))
    terms = [(RNG.randrange(R), RNG.randrange(R)) for _ in range(6)]
    return {
        "origin": "textbook affine arithmetic on Python integers (tools/vectors/primitives.py); "
                  "encodings as in the Zcash protocol; scalars little-endian",
        "multiples_of_generator": [{"scalar": le(k)} | encoded(multiply(k, G)) for k in scalars],
        "outside_subgroup": [encoded(x) for x in outside],
        "small_order": [{"order": q} | encoded(point_of_order(q)) for q in (3, 11, 10177)],
        "off_curve": off_curve,
        "multi_scalar": {
            "terms": [{"scalar": le(k), "point": uncompressed(multiply(q, G))} for k, q in terms],
            "sum": uncompressed(multiply(sum(k * q for k, q in terms) % R, G))}}


for name, content in (("scalar_field", scalar_field()), ("blake2b", blake2b()),
                      ("bls12_381_g1", g1())):
    (OUT / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")
