#include "zk/jubjub/point.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "zk/jubjub/multi_mul.hpp"

namespace tacit::zk::jubjub {
namespace {

constexpr int kWindowBits = 4;
constexpr std::size_t kWindowSize = std::size_t{1} << kWindowBits;
constexpr int kWindows = Scalar::kBits / kWindowBits;
constexpr std::uint8_t kSignBit = 0x80;

const Fr& edwards_2d() {
    static const Fr k2d = edwards_d() + edwards_d();
    return k2d;
}

/// -x^2 + y^2 = 1 + D x^2 y^2
bool on_curve(const Fr& x, const Fr& y) {
    const Fr xx = x.square();
    const Fr yy = y.square();
    return yy - xx == Fr::one() + edwards_d() * xx * yy;
}

using Window = std::array<Point, kWindowSize>;

/// table[index], reading every entry.
Point lookup(const Window& table, unsigned index) {
    Point out;
    for (unsigned i = 0; i < kWindowSize; ++i) out = Point::select(out, table[i], i == index);
    return out;
}

}  // namespace

const Fr& edwards_d() {
    static const Fr kD = -(Fr(10240) * Fr(10241).inverse());
    return kD;
}

const AffinePoint& AffinePoint::generator() {
    static const AffinePoint kGenerator = [] {
        const auto point = from_coordinates(
            Fr::from_hex_constant(
                "0926d4f32059c712d418a7ff26753b6ad5b9a7d3ef8e282747bf46920a95a753"),
            Fr::from_hex_constant(
                "57a1019e6de9b67553bb37d0c21cfd056d65674dcedbddbc305632adaaf2b530"));
        TACIT_CHECK(point.ok());
        return *point;
    }();
    return kGenerator;
}

Result<AffinePoint, DecodeError> AffinePoint::from_coordinates(const Fr& x, const Fr& y,
                                                               const char* field,
                                                               std::size_t offset) {
    if (!on_curve(x, y)) return fail(DecodeError{DecodeErrorCode::kNotOnCurve, offset, field});
    return AffinePoint(x, y);
}

// x^2 = (y^2 - 1) / (D y^2 + 1). The denominator is never 0: -1/D is not a square.
Result<AffinePoint, DecodeError> AffinePoint::decode_compressed(ByteSpan bytes, const char* field,
                                                                std::size_t offset) {
    if (bytes.size() < kSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kTruncated, offset, field});
    if (bytes.size() > kSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kTrailingBytes, offset + kSizeBytes, field});
    ByteArray<32> y_bytes;
    std::copy(bytes.begin(), bytes.end(), y_bytes.begin());
    const bool x_is_odd = (y_bytes.back() & kSignBit) != 0;
    y_bytes.back() &= static_cast<std::uint8_t>(~kSignBit);
    TACIT_TRY(const Fr y, Fr::decode(y_bytes, field, offset));
    const Fr yy = y.square();
    const auto x = ((yy - Fr::one()) * (edwards_d() * yy + Fr::one()).inverse()).sqrt_vartime();
    if (!x) return fail(DecodeError{DecodeErrorCode::kNotOnCurve, offset, field});
    // Minus zero is zero: without this, the points (0, 1) and (0, -1) would have two encodings.
    if (x->is_zero() && x_is_odd)
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, offset, field});
    return AffinePoint(x->is_odd() == x_is_odd ? *x : -*x, y);
}

ByteArray<32> AffinePoint::encode() const {
    ByteArray<32> out = x_y.encode();
    const auto x_bytes = x_x.encode();
    out.back() = static_cast<std::uint8_t>(out.back() | ((x_bytes.front() & 1) << 7));
    return out;
}

AffinePoint AffinePoint::select(const AffinePoint& a, const AffinePoint& b, bool flag) {
    return {Fr::select(a.x_x, b.x_x, flag), Fr::select(a.x_y, b.x_y, flag)};
}

Point::Point(const AffinePoint& point)
    : x_x(point.x()), x_y(point.y()), x_z(Fr::one()), x_t(point.x() * point.y()) {}

AffinePoint Point::to_affine() const {
    const Fr inverse = x_z.inverse();
    return {x_x * inverse, x_y * inverse};
}

// Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (ePrint 2008/522), §3.1 with
// a = -1: complete because -1 is a square and D is not.
Point operator+(const Point& p, const Point& q) {
    const Fr a = (p.x_y - p.x_x) * (q.x_y - q.x_x);
    const Fr b = (p.x_y + p.x_x) * (q.x_y + q.x_x);
    const Fr c = p.x_t * q.x_t * edwards_2d();
    const Fr zz = p.x_z * q.x_z;
    const Fr d = zz + zz;
    const Fr e = b - a;
    const Fr f = d - c;
    const Fr g = d + c;
    const Fr h = b + a;
    return {e * f, g * h, f * g, e * h};
}

// The same with Z = 1 in the second point.
Point operator+(const Point& p, const AffinePoint& q) {
    const Fr a = (p.x_y - p.x_x) * (q.y() - q.x());
    const Fr b = (p.x_y + p.x_x) * (q.y() + q.x());
    const Fr c = p.x_t * (q.x() * q.y()) * edwards_2d();
    const Fr d = p.x_z + p.x_z;
    const Fr e = b - a;
    const Fr f = d - c;
    const Fr g = d + c;
    const Fr h = b + a;
    return {e * f, g * h, f * g, e * h};
}

Point Point::operator-() const {
    return {-x_x, x_y, x_z, -x_t};
}

// The same paper, §3.3, a = -1.
Point Point::doubled() const {
    const Fr a = x_x.square();
    const Fr b = x_y.square();
    const Fr zz = x_z.square();
    const Fr c = zz + zz;
    const Fr e = (x_x + x_y).square() - a - b;
    const Fr g = b - a;
    const Fr f = g - c;
    const Fr h = -(a + b);
    return {e * f, g * h, f * g, e * h};
}

Point Point::mul(const Scalar& scalar) const {
    Window table;
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] + *this;
    Point out;
    Point addend;
    for (int i = kWindows - 1; i >= 0; --i) {
        for (int j = 0; j < kWindowBits; ++j) out = out.doubled();
        addend = lookup(table, scalar.nibble(i));
        out += addend;
    }
    // The last table entry that was added tells a digit of the scalar.
    secure_zero(&addend, sizeof addend);
    return out;
}

Point Point::mul_vartime(const Scalar& scalar) const {
    const MultiMulTerm term{*this, scalar};
    return multi_mul_vartime({&term, 1});
}

bool Point::is_identity() const {
    return both(x_x.is_zero(), x_y == x_z);
}

// l as an integer is out of Scalar's range: (l - 1) P + P.
bool Point::is_in_subgroup() const {
    return (mul_vartime(-Scalar(1)) + *this).is_identity();
}

bool operator==(const Point& a, const Point& b) {
    const bool same_x = a.x_x * b.x_z == b.x_x * a.x_z;
    const bool same_y = a.x_y * b.x_z == b.x_y * a.x_z;
    return both(same_x, same_y);
}

Point Point::select(const Point& a, const Point& b, bool flag) {
    return {Fr::select(a.x_x, b.x_x, flag), Fr::select(a.x_y, b.x_y, flag),
            Fr::select(a.x_z, b.x_z, flag), Fr::select(a.x_t, b.x_t, flag)};
}

}  // namespace tacit::zk::jubjub
