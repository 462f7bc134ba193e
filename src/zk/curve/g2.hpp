// The group G2 of BLS12-381, as far as commitments need it: decoding, encoding, multiplication.
// Spec: §3.4.
#pragma once

#include <blst.h>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "zk/curve/infinity.hpp"
#include "zk/field/fr.hpp"

namespace tacit::zk {

/// A point of the twist y^2 = x^3 + 4(1 + u) over F_p^2 in the subgroup of order r, or infinity.
class G2Affine {
  public:
    static constexpr std::size_t kCompressedSizeBytes = 96;
    static constexpr std::size_t kUncompressedSizeBytes = 192;

    /// Infinity.
    G2Affine() : x_point{} {}
    explicit G2Affine(const blst_p2_affine& point) : x_point(point) {}
    static G2Affine generator();

    /// Exactly one encoding of each point is accepted, subgroup membership is checked; errors as
    /// for G1Affine.
    static Result<G2Affine, DecodeError> decode_compressed(ByteSpan bytes, Infinity infinity,
                                                           const char* field = "G2 point",
                                                           std::size_t offset = 0);
    static Result<G2Affine, DecodeError> decode_uncompressed(ByteSpan bytes, Infinity infinity,
                                                             const char* field = "G2 point",
                                                             std::size_t offset = 0);

    ByteArray<kCompressedSizeBytes> encode_compressed() const;
    ByteArray<kUncompressedSizeBytes> encode_uncompressed() const;

    bool is_infinity() const { return blst_p2_affine_is_inf(&x_point); }
    G2Affine operator-() const;
    /// scalar * point, for public scalars.
    G2Affine multiply_vartime(const Fr& scalar) const;
    friend bool operator==(const G2Affine& a, const G2Affine& b) {
        return blst_p2_affine_is_equal(&a.x_point, &b.x_point);
    }

    /// For the curve wrappers only.
    const blst_p2_affine& raw() const { return x_point; }

  private:
    blst_p2_affine x_point;
};

}  // namespace tacit::zk
