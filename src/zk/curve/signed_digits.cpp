#include "zk/curve/signed_digits.hpp"

#include "base/check.hpp"
#include "base/secret.hpp"

namespace tacit::zk {
namespace {

/// `bits` bits of a little-endian number from bit `first` on; zeros follow its end.
int window_of(const ByteArray<32>& number, std::size_t first, int bits) {
    std::uint32_t three_bytes = 0;
    for (std::size_t i = 0; i < 3 && first / 8 + i < number.size(); ++i)
        three_bytes |= std::uint32_t{number[first / 8 + i]} << (8 * i);
    return static_cast<int>((three_bytes >> (first % 8)) & ((1U << bits) - 1));
}

int checked_bits(int bits) {
    TACIT_CHECK(bits >= SignedDigits::kBitsMin && bits <= SignedDigits::kBitsMax);
    return bits;
}

}  // namespace

SignedDigits::SignedDigits(std::span<const Fr> scalars, int bits)
    : x_size(scalars.size()),
      x_bits(checked_bits(bits)),
      x_windows(windows(x_bits)),
      x_largest(std::size_t{1} << (x_bits - 1)) {
    x_digits.reserve(x_size * x_windows);
    const int half = 1 << (bits - 1);
    for (const Fr& scalar : scalars) {
        ByteArray<32> number = scalar.encode();
        const WipeGuard guard(number);
        int carry = 0;
        for (std::size_t w = 0; w < x_windows; ++w) {
            int digit = carry + window_of(number, w * static_cast<std::size_t>(bits), bits);
            carry = digit > half ? 1 : 0;
            digit -= carry << bits;
            x_digits.push_back(static_cast<std::int16_t>(digit));
        }
        TACIT_CHECK(carry == 0);
    }
}

SignedDigits::~SignedDigits() {
    secure_zero(x_digits.data(), x_digits.size() * sizeof(x_digits[0]));
}

}  // namespace tacit::zk
