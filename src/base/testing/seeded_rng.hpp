// A reproducible byte source for tests. Never used for secrets.
#pragma once

#include <random>

#include "base/rng.hpp"

namespace tacit::testing {

class SeededRng final : public Rng {
  public:
    explicit SeededRng(std::uint64_t seed) : x_engine(seed) {}
    void fill(MutableByteSpan out) override {
        for (auto& byte : out) byte = static_cast<std::uint8_t>(x_engine() >> 56);
    }

  private:
    std::mt19937_64 x_engine;
};

}  // namespace tacit::testing
