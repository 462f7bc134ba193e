#include "zk/curve/interleaved_sum.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>

#include "base/check.hpp"
#include "zk/curve/affine_sums.hpp"

namespace tacit::zk {
namespace {

constexpr int kWindow = 32;           // five bits
constexpr std::size_t kPlaces = 129;  // the highest takes a carry

/// scalar = sum of digit i times 2^i: digits are 0 or odd, below 16 in size, and of five that
/// follow each other at most one is not 0.
using Digits = std::array<std::int8_t, kPlaces>;

Digits non_adjacent_form(Uint128 scalar) {
    TACIT_CHECK(scalar < kUint128Max - kWindow / 2 + 1);  // adding 15 must not overflow
    Digits out{};
    for (std::size_t i = 0; scalar != 0; ++i, scalar >>= 1) {
        if ((scalar & 1) == 0) continue;
        const int low = static_cast<int>(scalar & (kWindow - 1));
        const int digit = low < kWindow / 2 ? low : low - kWindow;
        out[i] = static_cast<std::int8_t>(digit);
        if (digit > 0)
            scalar -= static_cast<unsigned>(digit);
        else
            scalar += static_cast<unsigned>(-digit);
    }
    return out;
}

/// a[i] + b[i] for each i.
std::vector<G1Affine> add_pairs(std::span<const G1Affine> a, std::span<const G1Affine> b) {
    std::vector<G1Affine> both(a.begin(), a.end());
    both.insert(both.end(), b.begin(), b.end());
    TermGroups pairs;
    for (std::size_t i = 0; i < a.size(); ++i) {
        pairs.terms.emplace_back(i, false);
        pairs.terms.emplace_back(a.size() + i, false);
        pairs.sizes.push_back(2);
    }
    return sum_groups_vartime(both, pairs);
}

/// For each place the multiples that the scalars' digits there call for.
TermGroups group_by_place(std::span<const Uint128> scalars) {
    std::vector<Digits> digits;
    for (const Uint128 scalar : scalars) digits.push_back(non_adjacent_form(scalar));
    TermGroups out;
    for (std::size_t place = 0; place < kPlaces; ++place) {
        const std::size_t before = out.terms.size();
        for (std::size_t i = 0; i < digits.size(); ++i)
            if (const int digit = digits[i][place]; digit != 0)
                out.terms.emplace_back(
                    kOddMultiples * i + static_cast<std::size_t>(std::abs(digit) / 2), digit < 0);
        out.sizes.push_back(static_cast<std::uint32_t>(out.terms.size() - before));
    }
    return out;
}

}  // namespace

std::vector<G1Affine> odd_multiples_vartime(std::span<const G1Affine> points) {
    std::vector<G1Affine> out(kOddMultiples * points.size());
    std::vector<G1Affine> next(points.begin(), points.end());
    const std::vector<G1Affine> twice = add_pairs(next, next);
    for (std::size_t k = 0; k < kOddMultiples; ++k) {
        if (k > 0) next = add_pairs(next, twice);
        for (std::size_t i = 0; i < points.size(); ++i) out[kOddMultiples * i + k] = next[i];
    }
    return out;
}

G1 sum_interleaved_vartime(std::span<const G1Affine> multiples, std::span<const Uint128> scalars) {
    TACIT_CHECK(multiples.size() == kOddMultiples * scalars.size());
    const auto places = sum_groups_vartime(multiples, group_by_place(scalars));
    G1 out;
    for (std::size_t place = kPlaces; place-- > 0;) out = out.doubled() + places[place];
    return out;
}

}  // namespace tacit::zk
