// The group G1 of BLS12-381: points in affine and projective form, and their encodings (big-endian
// with three flag bits, as in the Zcash protocol and the Ethereum consensus specification).
// Spec: §3.4.
#pragma once

#include <span>
#include <vector>

#include <blst.h>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "zk/curve/infinity.hpp"
#include "zk/field/fr.hpp"

namespace tacit::zk {

/// A point of the curve y^2 = x^3 + 4 over F_p, or infinity. In the subgroup of order r, unless it
/// comes from a decoder named `unchecked_subgroup`.
class G1Affine {
  public:
    static constexpr std::size_t kCompressedSizeBytes = 48;
    static constexpr std::size_t kUncompressedSizeBytes = 96;

    /// Infinity.
    G1Affine() : x_point{} {}
    explicit G1Affine(const blst_p1_affine& point) : x_point(point) {}
    static G1Affine generator();

    /// Exactly one encoding of each point is accepted. Errors: kTruncated, kTrailingBytes,
    /// kNonCanonical (flags, coordinate at or above p), kNotOnCurve, kNotInSubgroup, kIdentity.
    /// `field` and `offset` enter the error. About 0.08 ms compressed, 0.065 ms uncompressed.
    static Result<G1Affine, DecodeError> decode_compressed(ByteSpan bytes, Infinity infinity,
                                                           const char* field = "G1 point",
                                                           std::size_t offset = 0);
    static Result<G1Affine, DecodeError> decode_uncompressed(ByteSpan bytes, Infinity infinity,
                                                             const char* field = "G1 point",
                                                             std::size_t offset = 0);

    /// As above without the subgroup check (points with x = 0 are refused all the same). The caller
    /// must check the points, one by one or with all_in_subgroup, before anything relies on them:
    /// a point of the cofactor's small orders lets a prover open a commitment to several values.
    static Result<G1Affine, DecodeError> decode_compressed_unchecked_subgroup(
        ByteSpan bytes, Infinity infinity, const char* field = "G1 point", std::size_t offset = 0);
    static Result<G1Affine, DecodeError> decode_uncompressed_unchecked_subgroup(
        ByteSpan bytes, Infinity infinity, const char* field = "G1 point", std::size_t offset = 0);

    ByteArray<kCompressedSizeBytes> encode_compressed() const;
    ByteArray<kUncompressedSizeBytes> encode_uncompressed() const;

    bool is_infinity() const { return blst_p1_affine_is_inf(&x_point); }
    /// About 0.06 ms. Infinity is in the subgroup.
    bool in_subgroup() const { return blst_p1_affine_in_g1(&x_point); }
    G1Affine operator-() const;
    friend bool operator==(const G1Affine& a, const G1Affine& b) {
        return blst_p1_affine_is_equal(&a.x_point, &b.x_point);
    }

    /// For the curve wrappers only.
    const blst_p1_affine& raw() const { return x_point; }

  private:
    blst_p1_affine x_point;
};

/// The same group in Jacobian coordinates, where addition needs no inversion. All additions are
/// right for equal and opposite points and for infinity.
class G1 {
  public:
    /// Infinity.
    G1() : x_point{} {}
    explicit G1(const G1Affine& point) { blst_p1_from_affine(&x_point, &point.raw()); }
    static G1 generator() { return G1(G1Affine::generator()); }

    friend G1 operator+(const G1& a, const G1& b) {
        G1 out;
        blst_p1_add_or_double(&out.x_point, &a.x_point, &b.x_point);
        return out;
    }
    friend G1 operator+(const G1& a, const G1Affine& b) {
        G1 out;
        blst_p1_add_or_double_affine(&out.x_point, &a.x_point, &b.raw());
        return out;
    }
    friend G1 operator-(const G1& a, const G1& b) { return a + -b; }
    G1& operator+=(const G1& b) { return *this = *this + b; }
    G1& operator+=(const G1Affine& b) { return *this = *this + b; }
    G1& operator-=(const G1& b) { return *this = *this - b; }
    G1 operator-() const;
    G1 doubled() const;

    /// scalar * point, for public scalars. The point must be in the subgroup: the endomorphism that
    /// makes this fast is a multiplication by a scalar only there. About 0.1 ms.
    G1 multiply_vartime(const Fr& scalar) const;

    bool is_infinity() const { return blst_p1_is_inf(&x_point); }
    bool in_subgroup() const { return blst_p1_in_g1(&x_point); }
    friend bool operator==(const G1& a, const G1& b) {
        return blst_p1_is_equal(&a.x_point, &b.x_point);
    }
    /// One inversion.
    G1Affine to_affine() const;

    /// For the curve wrappers only.
    const blst_p1& raw() const { return x_point; }
    blst_p1& raw() { return x_point; }

  private:
    blst_p1 x_point;
};

/// All points in affine form, with one inversion for each 1,536 of them.
std::vector<G1Affine> to_affine(std::span<const G1> points);

}  // namespace tacit::zk
