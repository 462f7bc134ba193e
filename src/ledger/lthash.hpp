// LtHash: a homomorphic hash of the set of key-value pairs, so that a block updates the commitment
// by what it changed and anyone recomputes it from a snapshot. Spec: §9.4.
//
// Lewi, Kim, Maykov, Weis, "Securing Update Propagation with Homomorphic Hashing" (ePrint
// 2019/227), with 1024 lanes of 16 bits. Collision resistance rests on each pair being present at
// most once: a lane vanishes after 65,536 copies of one pair. The journal enforces that.
#pragma once

#include <array>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "base/tagged.hpp"

namespace tacit::ledger {

/// 32 bytes that stand for an LtHash.
using LtDigest = TaggedBytes<struct LtDigestTag, 32>;

class LtHash {
  public:
    static constexpr std::size_t kLanes = 1024;
    static constexpr std::size_t kSizeBytes = 2 * kLanes;

    /// The hash of the empty set: all lanes 0.
    LtHash() = default;

    /// Adds or removes one pair. Removing a pair that was not added gives a hash of no set; the
    /// caller (Journal, StateDelta) knows what is stored. 32 BLAKE2b-512 calls.
    void add(std::uint8_t type, ByteSpan key, ByteSpan value);
    void remove(std::uint8_t type, ByteSpan key, ByteSpan value);
    /// The hash of the union of two disjoint sets.
    void merge(const LtHash& other);

    /// BLAKE2b-256 over the encoded lanes.
    LtDigest digest() const;

    /// Lanes in order, each 16 bits little-endian.
    Bytes encode() const;
    static Result<LtHash, DecodeError> decode(ByteSpan bytes);

    bool operator==(const LtHash&) const = default;

  private:
    std::array<std::uint16_t, kLanes> x_lanes{};
};

}  // namespace tacit::ledger
