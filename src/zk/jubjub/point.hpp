// Jubjub: the twisted Edwards curve -x^2 + y^2 = 1 + D x^2 y^2 over F_r, D = -10240/10241, so that
// circuits over F_r compute with its points natively. Group order 8 l, l prime. Spec: §3.6.
#pragma once

#include "zk/field/fr.hpp"
#include "zk/jubjub/scalar.hpp"

namespace tacit::zk::jubjub {

/// D. Not a square, while -1 is one: the addition law has no exceptional case.
const Fr& edwards_d();

/// And, without the short cut that would branch on the first.
inline bool both(bool a, bool b) {
    return (static_cast<unsigned>(a) & static_cast<unsigned>(b)) != 0;
}

/// A point on the curve (an invariant: every constructor checks), of any order.
class AffinePoint {
  public:
    static constexpr std::size_t kSizeBytes = 32;

    /// The identity, (0, 1).
    AffinePoint() : x_y(Fr::one()) {}
    /// The base point G of order l: the SpendAuthSig base point of Zcash Sapling. Spec: §3.6.4.
    static const AffinePoint& generator();
    /// kNotOnCurve unless the equation holds.
    static Result<AffinePoint, DecodeError> from_coordinates(const Fr& x, const Fr& y,
                                                             const char* field = "point",
                                                             std::size_t offset = 0);
    /// 32 bytes: y little-endian, the lowest bit of x in the top bit. One encoding a point:
    /// kNonCanonical for y >= r, and for x = 0 with the bit set (ZIP 216); kNotOnCurve when no x
    /// exists. Does not check the order. Time depends on the bytes: for public data.
    static Result<AffinePoint, DecodeError> decode_compressed(ByteSpan bytes,
                                                              const char* field = "point",
                                                              std::size_t offset = 0);
    ByteArray<32> encode() const;

    const Fr& x() const { return x_x; }
    const Fr& y() const { return x_y; }
    AffinePoint operator-() const { return AffinePoint(-x_x, x_y); }
    friend bool operator==(const AffinePoint& a, const AffinePoint& b) {
        return both(a.x_x == b.x_x, a.x_y == b.x_y);
    }
    /// `b` if `flag`, else `a`, without a branch on the flag.
    static AffinePoint select(const AffinePoint& a, const AffinePoint& b, bool flag);

  private:
    friend class Point;
    AffinePoint(const Fr& x, const Fr& y) : x_x(x), x_y(y) {}

    Fr x_x;
    Fr x_y;
};

/// A point in extended coordinates (X : Y : Z : T), x = X/Z, y = Y/Z, T = XY/Z, Z not 0. All
/// operations are complete and take the same time for all points and scalars, unless named
/// `_vartime`.
class Point {
  public:
    /// The identity.
    Point() : x_y(Fr::one()), x_z(Fr::one()) {}
    explicit Point(const AffinePoint& point);

    /// One field inversion.
    AffinePoint to_affine() const;

    friend Point operator+(const Point& a, const Point& b);
    friend Point operator+(const Point& a, const AffinePoint& b);
    friend Point operator-(const Point& a, const Point& b) { return a + -b; }
    Point operator-() const;
    Point& operator+=(const Point& b) { return *this = *this + b; }
    Point doubled() const;
    /// 8 times the point: into the subgroup of order l.
    Point mul_by_cofactor() const { return doubled().doubled().doubled(); }
    /// `scalar` times the point; for a secret scalar. The last table entry read is wiped; the
    /// table itself depends on the point alone.
    Point mul(const Scalar& scalar) const;
    /// The same result for a public scalar, in less time.
    Point mul_vartime(const Scalar& scalar) const;

    bool is_identity() const;
    /// Order 1, 2, 4 or 8.
    bool is_small_order() const { return mul_by_cofactor().is_identity(); }
    /// l times the point is the identity.
    bool is_in_subgroup() const;
    /// Equality of the points, whatever their coordinates.
    friend bool operator==(const Point& a, const Point& b);
    /// `b` if `flag`, else `a`, without a branch on the flag.
    static Point select(const Point& a, const Point& b, bool flag);

  private:
    Point(const Fr& x, const Fr& y, const Fr& z, const Fr& t) : x_x(x), x_y(y), x_z(z), x_t(t) {}

    Fr x_x;
    Fr x_y;
    Fr x_z;
    Fr x_t;
};

}  // namespace tacit::zk::jubjub
