"""The curve y^2 = x^3 + 4 of BLS12-381's G1 on Python's integers: textbook affine arithmetic.

None is infinity. Nothing here is shared with the libraries that the vectors test.
"""
R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
_X = -0xD201000000010000  # p and the cofactor follow from it
P = (_X - 1) ** 2 // 3 * (_X**4 - _X**2 + 1) + _X
COFACTOR = (_X - 1) ** 2 // 3  # 3 * 11^2 * 10177^2 * 859267^2 * 52437899^2
G = (
    int("17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
        "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb", 16),
    int("08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af6"
        "00db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1", 16),
)
assert (G[1] ** 2 - G[0] ** 3 - 4) % P == 0


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


def points_above(xs):
    """A point of the curve for each x that has one; rarely of the subgroup."""
    for x in xs:
        square = (x**3 + 4) % P
        y = pow(square, (P + 1) // 4, P)
        if y * y % P == square:
            yield x, y


def point_of_order(prime, points):
    """A point whose order is the given prime, a divisor of the cofactor, from some of these."""
    rest = COFACTOR * R
    while rest % prime == 0:
        rest //= prime
    for start in points:
        point = multiply(rest, start)
        if point is None:
            continue
        while (following := multiply(prime, point)) is not None:
            point = following
        return point
    raise AssertionError("no point of that order")


def encode(point):
    """Uncompressed, without flags: not for infinity."""
    return b"".join(coordinate.to_bytes(48, "big") for coordinate in point)
