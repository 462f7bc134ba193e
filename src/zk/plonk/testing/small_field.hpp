// A prime field so small that every value can be tried, and rows of gates over it.
#pragma once

#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk::testing {

/// Integers modulo the prime P < 2^32.
template <std::uint64_t P>
class Small {
  public:
    Small() = default;
    explicit constexpr Small(std::uint64_t value) : x_value(value % P) {}
    std::uint64_t value() const { return x_value; }

    friend Small operator+(Small a, Small b) { return Small(a.x_value + b.x_value); }
    friend Small operator-(Small a, Small b) { return Small(a.x_value + P - b.x_value); }
    friend Small operator*(Small a, Small b) { return Small(a.x_value * b.x_value); }
    friend bool operator==(Small a, Small b) = default;
    Small inverse() const {
        Small out(1), base = *this;
        for (std::uint64_t e = P - 2; e > 0; e >>= 1, base = base * base)
            if ((e & 1) != 0) out = out * base;
        return out;
    }
    bool is_zero() const { return x_value == 0; }

  private:
    std::uint64_t x_value = 0;
};

/// Slots of one row over a gate set without Poseidon.
template <class F>
std::array<F, kGateSlots> slots(const FixedRow<F>& fixed, const RowValues<F>& row,
                                const F& edwards_d = F(0)) {
    SlotSums<F, F> sums(fixed);
    emit_plain(edwards_d, row, sums);
    return sums.sums();
}

/// The same with a single active selector.
template <class F>
std::array<F, kGateSlots> slots(Column selector, const RowValues<F>& row,
                                const F& edwards_d = F(0)) {
    FixedRow<F> fixed{};
    fixed[index_of(selector)] = F(1);
    return slots(fixed, row, edwards_d);
}

}  // namespace tacit::zk::plonk::testing
