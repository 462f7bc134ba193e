// The ristretto255 group (RFC 9496) that carries note encryption, from libsodium. Spec: §5.4.
#pragma once

#include <optional>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "base/rng.hpp"
#include "base/secret.hpp"

namespace tacit::shielded {

/// A secret exponent, 1 to l - 1. Zero does not exist: ivk = 0 would make every shared point the
/// identity, and every note readable by anyone.
class RistrettoScalar {
  public:
    static constexpr std::size_t kSizeBytes = 32;

    /// The integer that 64 little-endian bytes spell, modulo l; nothing when that is 0.
    static std::optional<RistrettoScalar> from_wide(const SecretBytes<64>& bytes);
    /// 32 little-endian bytes; kNonCanonical at or above l, kInvalidValue for 0.
    static Result<RistrettoScalar, DecodeError> decode(ByteSpan bytes, const char* field,
                                                       std::size_t offset = 0);
    static RistrettoScalar random(Rng& rng);

    const SecretBytes<32>& bytes() const { return x_bytes; }
    /// Constant time.
    bool operator==(const RistrettoScalar&) const = default;

  private:
    explicit RistrettoScalar(const SecretBytes<32>& bytes) : x_bytes(bytes) {}

    SecretBytes<32> x_bytes;
};

/// A group element other than the identity, which every decoder here refuses.
class RistrettoPoint {
  public:
    static constexpr std::size_t kSizeBytes = 32;

    /// The canonical encoding of RFC 9496; kNonCanonical for any other bytes, kIdentity for zeros.
    static Result<RistrettoPoint, DecodeError> decode(ByteSpan bytes, const char* field,
                                                      std::size_t offset = 0);
    /// One-way map of RFC 9496 §4.3.4; nothing in the case (chance 2^-252) of the identity.
    static std::optional<RistrettoPoint> from_uniform(const ByteArray<64>& bytes);

    const ByteArray<32>& encode() const { return x_bytes; }
    bool operator==(const RistrettoPoint&) const = default;

    /// Never the identity, as neither factor is. Constant time.
    friend RistrettoPoint operator*(const RistrettoScalar& scalar, const RistrettoPoint& point);

  private:
    explicit RistrettoPoint(const ByteArray<32>& bytes) : x_bytes(bytes) {}

    ByteArray<32> x_bytes;
};

}  // namespace tacit::shielded
