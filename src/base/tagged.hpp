// Strong types: a value of one meaning does not convert to a value of another.
#pragma once

#include <compare>

#include "base/bytes.hpp"

namespace tacit {

/// N bytes of one meaning, such as a transaction id. Tag is an empty struct that names it.
template <class Tag, std::size_t N>
class TaggedBytes {
  public:
    static constexpr std::size_t kSizeBytes = N;

    constexpr TaggedBytes() = default;
    constexpr explicit TaggedBytes(const ByteArray<N>& bytes) : x_bytes(bytes) {}

    constexpr const ByteArray<N>& bytes() const { return x_bytes; }
    constexpr auto operator<=>(const TaggedBytes&) const = default;

  private:
    ByteArray<N> x_bytes{};
};

/// A 64-bit count of one meaning, such as a block height.
template <class Tag>
class TaggedCount {
  public:
    constexpr TaggedCount() = default;
    constexpr explicit TaggedCount(std::uint64_t value) : x_value(value) {}

    constexpr std::uint64_t value() const { return x_value; }
    constexpr auto operator<=>(const TaggedCount&) const = default;

  private:
    std::uint64_t x_value = 0;
};

}  // namespace tacit
