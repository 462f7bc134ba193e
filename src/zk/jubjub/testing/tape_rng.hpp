// A byte source that replays given bytes, for known answers.
#pragma once

#include <algorithm>

#include "base/check.hpp"
#include "base/rng.hpp"

namespace tacit::zk::jubjub::testing {

class TapeRng final : public Rng {
  public:
    explicit TapeRng(Bytes tape) : x_tape(std::move(tape)) {}
    void fill(MutableByteSpan out) override {
        TACIT_CHECK(out.size() <= left());
        std::copy_n(x_tape.begin() + static_cast<std::ptrdiff_t>(x_read), out.size(), out.begin());
        x_read += out.size();
    }
    std::size_t left() const { return x_tape.size() - x_read; }

  private:
    Bytes x_tape;
    std::size_t x_read = 0;
};

}  // namespace tacit::zk::jubjub::testing
