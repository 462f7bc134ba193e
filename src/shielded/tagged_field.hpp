// Strong types over field elements: an asset id does not convert to a nullifier.
#pragma once

#include <compare>

#include "zk/field/fr.hpp"

namespace tacit::shielded {

/// A field element of one meaning. Tag is an empty struct that names it.
template <class Tag>
class TaggedField {
  public:
    static constexpr std::size_t kSizeBytes = zk::Fr::kSizeBytes;

    TaggedField() = default;
    explicit TaggedField(const zk::Fr& fr) : x_fr(fr) {}

    /// 32 little-endian bytes, below the modulus; `field` and `offset` enter the error.
    static Result<TaggedField, DecodeError> decode(ByteSpan bytes, const char* field,
                                                   std::size_t offset = 0) {
        TACIT_TRY(const zk::Fr fr, zk::Fr::decode(bytes, field, offset));
        return TaggedField(fr);
    }

    const zk::Fr& fr() const { return x_fr; }
    ByteArray<32> encode() const { return x_fr.encode(); }
    bool is_zero() const { return x_fr.is_zero(); }

    friend bool operator==(const TaggedField& a, const TaggedField& b) { return a.x_fr == b.x_fr; }
    /// The order of the encodings, so that ordered containers are deterministic.
    friend std::strong_ordering operator<=>(const TaggedField& a, const TaggedField& b) {
        return a.encode() <=> b.encode();
    }

  private:
    zk::Fr x_fr;
};

}  // namespace tacit::shielded
