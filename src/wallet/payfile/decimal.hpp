// Exact decimals of any length, for sums over a payment file. No floating point touches money.
#pragma once

#include <string>
#include <string_view>

#include "base/decode_error.hpp"
#include "base/result.hpp"

namespace tacit::wallet {

/// A decimal number of at least 0, exact.
class Decimal {
  public:
    Decimal() = default;

    /// Longest text that is read.
    static constexpr std::size_t kTextSizeMax = 64;

    /// Digits with at most one point and a digit on each side of it: "1250", "1250.00". No sign,
    /// exponent, blank or separator.
    static Result<Decimal, DecodeError> parse(std::string_view text);

    /// What XML Schema's xs:decimal allows besides: surrounding blanks, a sign ("-" only before
    /// zero, since negative numbers are refused), and a point at either end.
    static Result<Decimal, DecodeError> parse_xsd(std::string_view text);

    bool is_zero() const { return x_whole.empty() && x_fraction.empty(); }
    std::size_t fraction_digits() const { return x_fraction.size(); }
    /// Significant digits as XSD's totalDigits counts them.
    std::size_t total_digits() const { return x_whole.size() + x_fraction.size(); }

    /// The shortest text: "1250", "0.5", "0". One value has one text.
    std::string text() const;
    /// The same with zeros up to so many digits after the point: "1250.00".
    std::string text(std::size_t fraction_digits_min) const;

    Decimal& operator+=(const Decimal& other);
    bool operator==(const Decimal&) const = default;

  private:
    std::string x_whole;     // digits without leading zeros
    std::string x_fraction;  // digits without trailing zeros
};

}  // namespace tacit::wallet
