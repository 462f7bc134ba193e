// Randomness as the core sees it: a source passed in. Implementations live outside the core.
#pragma once

#include "base/bytes.hpp"

namespace tacit {

class Rng {
  public:
    virtual ~Rng() = default;
    /// Fills the whole span with uniform, unpredictable bytes. Does not fail: a source that cannot
    /// deliver stops the program.
    virtual void fill(MutableByteSpan out) = 0;
};

template <std::size_t N>
ByteArray<N> random_bytes(Rng& rng) {
    ByteArray<N> out;
    rng.fill(out);
    return out;
}

}  // namespace tacit
