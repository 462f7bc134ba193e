"""Fields, curves, hashes and ciphers in plain Python, for models of the protocol.

Written from the specifications alone: Poseidon2 (ePrint 2023/323, constants of the published
instance in vectors/), Jubjub (Zcash protocol, section 5.4.9.3), ristretto255 (RFC 9496),
ChaCha20-Poly1305 (RFC 8439), Bech32m (BIP-350). BLAKE2b is Python's own. Slow and not
constant time.
"""
import hashlib
import json
import pathlib
import struct

from bls12_381 import R

VECTORS = pathlib.Path(__file__).resolve().parents[2] / "vectors"

# ------------------------------------------------------------------ scalar field and Poseidon2
_INSTANCE = json.loads((VECTORS / "poseidon2_bls12_381_t4.json").read_text())
_CONSTANTS = [[int(x, 16) for x in row] for row in _INSTANCE["round_constants"]]
_DIAGONAL = [int(x, 16) for x in _INSTANCE["internal_diag_minus_1"]]
_EXTERNAL = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]]


def _external(state):
    return [sum(a * b for a, b in zip(row, state)) % R for row in _EXTERNAL]


def permute(state):
    state = _external(state)
    for number, constants in enumerate(_CONSTANTS):
        if 4 <= number < 60:
            first = pow(state[0] + constants[0], 5, R)
            total = first + sum(state[1:])
            state = [(d * x + total) % R for d, x in zip(_DIAGONAL, [first, *state[1:]])]
        else:
            state = _external([pow(x + c, 5, R) for x, c in zip(state, constants)])
    return state


def compress(a, b, c, d):
    return (permute([a, b, c, d])[0] + a) % R


def tag(name):
    return int.from_bytes(name.encode(), "big")


def poseidon_hash(domain, inputs):
    assert 0 < len(inputs) <= 3
    capacity = tag(domain) + (len(inputs) << 64)
    return permute([*inputs, *[0] * (3 - len(inputs)), capacity])[0]


# ------------------------------------------------------------------ bytes
def blake(use, *parts, size=64, key=b""):
    return hashlib.blake2b(b"".join(parts), digest_size=size, key=key, person=use.encode()).digest()


def le(data):
    return int.from_bytes(data, "little")


def b32(number):
    return number.to_bytes(32, "little")


def u8(number):
    return struct.pack("<B", number)


def u32(number):
    return struct.pack("<I", number)


def u64(number):
    return struct.pack("<Q", number)


def u128(number):
    return number.to_bytes(16, "little")


# ------------------------------------------------------------------ Jubjub
JUBJUB_D = -10240 * pow(10241, -1, R) % R
JUBJUB_ORDER = 0x0E7DB4EA6533AFA906673B0101343B00A6682093CCC81082D0970E5ED6F72CB7
_BASE = json.loads((VECTORS / "jubjub.json").read_text())["generator"]
JUBJUB_BASE = (le(bytes.fromhex(_BASE["x"])), le(bytes.fromhex(_BASE["y"])))


def jubjub_add(p, q):
    k = JUBJUB_D * p[0] * q[0] * p[1] * q[1] % R
    return (
        (p[0] * q[1] + p[1] * q[0]) * pow(1 + k, -1, R) % R,
        (p[1] * q[1] + p[0] * q[0]) * pow(1 - k, -1, R) % R,
    )


def jubjub_mul(scalar, point):
    out = (0, 1)
    while scalar:
        if scalar & 1:
            out = jubjub_add(out, point)
        point = jubjub_add(point, point)
        scalar >>= 1
    return out


def jubjub_encode(point):
    return b32(point[1] | (point[0] & 1) << 255)


# ------------------------------------------------------------------ ristretto255 (RFC 9496)
P = 2**255 - 19
RISTRETTO_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, P) % P
_I = pow(2, (P - 1) // 4, P)


def _absolute(x):
    x %= P
    return P - x if x & 1 else x


def _sqrt_ratio(u, v):
    """(was square, root) of section 4.2."""
    root = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * root * root % P
    square, flipped = check == u % P, check == -u % P
    if flipped or check == -u * _I % P:
        root = root * _I % P
    return square or flipped, _absolute(root)


_INV_SQRT_A_MINUS_D = _sqrt_ratio(1, (-1 - _D) % P)[1]
_SQRT_AD_MINUS_ONE = 25063068953384623474111414158702152701244531502492656460079210482610430750235


def edwards_add(p, q):
    """Extended coordinates, a = -1 (complete)."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * _D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def ristretto_mul(scalar, point):
    out = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            out = edwards_add(out, point)
        point = edwards_add(point, point)
        scalar >>= 1
    return out


def ristretto_encode(point):
    x0, y0, z0, t0 = point
    u1, u2 = (z0 + y0) * (z0 - y0) % P, x0 * y0 % P
    inverse = _sqrt_ratio(1, u1 * u2 * u2 % P)[1]
    den1, den2 = inverse * u1 % P, inverse * u2 % P
    z_inverse = den1 * den2 * t0 % P
    if t0 * z_inverse % P & 1:
        x, y, den = y0 * _I % P, x0 * _I % P, den1 * _INV_SQRT_A_MINUS_D % P
    else:
        x, y, den = x0, y0, den2
    if x * z_inverse % P & 1:
        y = -y % P
    return b32(_absolute(den * (z0 - y)))


def _elligator(t):
    r = _I * t * t % P
    u, v = (r + 1) * (1 - _D * _D) % P, (-1 - r * _D) * (r + _D) % P
    square, s = _sqrt_ratio(u, v)
    c = P - 1
    if not square:
        s, c = (-_absolute(s * t)) % P, r
    n = (c * (r - 1) * (_D - 1) ** 2 - v) % P
    w0, w1, w2, w3 = 2 * s * v, n * _SQRT_AD_MINUS_ONE, 1 - s * s, 1 + s * s
    return (w0 * w3 % P, w2 * w1 % P, w1 * w3 % P, w0 * w2 % P)


def ristretto_from_uniform(data):
    halves = [le(half) % 2**255 % P for half in (data[:32], data[32:])]
    return edwards_add(_elligator(halves[0]), _elligator(halves[1]))


# ------------------------------------------------------------------ ChaCha20-Poly1305 (RFC 8439)
def _chacha_block(key, counter):
    words = struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key)
    start = [*words, counter, 0, 0, 0]
    s = list(start)

    def quarter(a, b, c, d):
        for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            s[x] = (s[x] + s[y]) & 0xFFFFFFFF
            v = s[z] ^ s[x]
            s[z] = (v << n | v >> (32 - n)) & 0xFFFFFFFF

    for _ in range(10):
        for lane in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
            quarter(*lane)
        for lane in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(*lane)
    return struct.pack("<16I", *[(a + b) & 0xFFFFFFFF for a, b in zip(s, start)])


def seal(key, associated, plain):
    """With a nonce of zeros, as every key here encrypts once."""
    stream = b"".join(_chacha_block(key, 1 + i) for i in range((len(plain) + 63) // 64))
    sealed = bytes(a ^ b for a, b in zip(plain, stream))
    one_time = _chacha_block(key, 0)
    r = le(one_time[:16]) & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    pad = lambda data: data + bytes(-len(data) % 16)
    text = pad(associated) + pad(sealed) + u64(len(associated)) + u64(len(sealed))
    total = 0
    for i in range(0, len(text), 16):
        total = (total + le(text[i : i + 16]) + 2**128) * r % (2**130 - 5)
    return sealed + ((total + le(one_time[16:32])) % 2**128).to_bytes(16, "little")


# ------------------------------------------------------------------ Bech32m (BIP-350)
_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def _polymod(words):
    check = 1
    for word in words:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ word
        for i, g in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= g if top >> i & 1 else 0
    return check


def bech32m(prefix, payload):
    bits = "".join(f"{byte:08b}" for byte in payload)
    bits += "0" * (-len(bits) % 5)
    words = [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    head = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = _polymod(head + words + [0] * 6) ^ 0x2BC830A3
    words += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(_ALPHABET[word] for word in words)
