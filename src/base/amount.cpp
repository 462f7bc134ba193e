#include "base/amount.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit {
namespace {

DecodeError amount_error(DecodeErrorCode code, std::size_t offset) {
    return {code, offset, "amount"};
}

/// Appends one decimal digit; nothing on overflow.
std::optional<Uint128> push_digit(Uint128 value, unsigned digit) {
    if (value > (kUint128Max - digit) / 10) return std::nullopt;
    return value * 10 + digit;
}

}  // namespace

std::optional<Amount> checked_add(Amount a, Amount b) {
    if (a.units() > kUint128Max - b.units()) return std::nullopt;
    return Amount(a.units() + b.units());
}

std::optional<Amount> checked_sub(Amount a, Amount b) {
    if (b.units() > a.units()) return std::nullopt;
    return Amount(a.units() - b.units());
}

Result<Amount, DecodeError> parse_amount(std::string_view text, int decimals) {
    TACIT_CHECK(decimals >= 0 && decimals <= kDecimalsMax);
    if (text.empty()) return fail(amount_error(DecodeErrorCode::kTruncated, 0));
    Uint128 units = 0;
    int places = -1;  // digits after the point so far; -1 before it
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '.' && places < 0 && i > 0) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9') return fail(amount_error(DecodeErrorCode::kBadCharacter, i));
        if (places >= 0 && ++places > decimals)
            return fail(amount_error(DecodeErrorCode::kTooLong, i));
        const auto next = push_digit(units, static_cast<unsigned>(c - '0'));
        if (!next) return fail(amount_error(DecodeErrorCode::kInvalidValue, i));
        units = *next;
    }
    if (places == 0) return fail(amount_error(DecodeErrorCode::kTruncated, text.size()));
    for (int i = std::max(places, 0); i < decimals; ++i) {
        const auto next = push_digit(units, 0);
        if (!next) return fail(amount_error(DecodeErrorCode::kInvalidValue, 0));
        units = *next;
    }
    return Amount(units);
}

std::string format_amount(Amount amount, int decimals) {
    TACIT_CHECK(decimals >= 0 && decimals <= kDecimalsMax);
    std::string reversed;
    Uint128 rest = amount.units();
    for (int i = 0; rest != 0 || i <= decimals; ++i) {
        if (i == decimals && decimals > 0) reversed.push_back('.');
        reversed.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
        rest /= 10;
    }
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

}  // namespace tacit
