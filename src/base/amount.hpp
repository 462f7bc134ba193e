// Money in an asset's smallest unit, and its decimal text. Spec: §2.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "base/uint128.hpp"

namespace tacit {

/// A count of smallest units, 0 to 2^128 - 1. Arithmetic that would leave that range gives nothing.
class Amount {
  public:
    constexpr Amount() = default;
    constexpr explicit Amount(Uint128 units) : x_units(units) {}

    constexpr Uint128 units() const { return x_units; }
    constexpr bool is_zero() const { return x_units == 0; }
    constexpr auto operator<=>(const Amount&) const = default;

  private:
    Uint128 x_units = 0;
};

/// Nothing when the sum exceeds 2^128 - 1.
std::optional<Amount> checked_add(Amount a, Amount b);
/// Nothing when b exceeds a.
std::optional<Amount> checked_sub(Amount a, Amount b);

/// Decimal places of an asset, 0 to 38.
inline constexpr int kDecimalsMax = 38;

/// "12.34" with 2 decimals is 1234 units. Digits with at most one point, no sign, exponent, blank
/// or separator; at most `decimals` digits after the point, at least one digit on each side of it.
Result<Amount, DecodeError> parse_amount(std::string_view text, int decimals);

/// The shortest exact text with all `decimals` places: 1200 units of 2 decimals are "12.00".
std::string format_amount(Amount amount, int decimals);

}  // namespace tacit
