// A reproducible byte source that counts what is drawn from it.
#pragma once

#include "base/testing/seeded_rng.hpp"

namespace tacit::testing {

class CountingRng final : public Rng {
  public:
    explicit CountingRng(std::uint64_t seed = 1) : x_inner(seed) {}
    void fill(MutableByteSpan out) override {
        x_inner.fill(out);
        x_drawn += out.size();
    }
    /// Bytes so far.
    std::size_t drawn() const { return x_drawn; }

  private:
    SeededRng x_inner;
    std::size_t x_drawn = 0;
};

}  // namespace tacit::testing
