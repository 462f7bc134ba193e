#include "wallet/iso20022/field_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "wallet/payfile/xml_text.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kAmountFractionDigits = 5;
constexpr std::size_t kSumFractionDigits = 17;
constexpr std::size_t kTotalDigits = 18;

std::string padded(const Decimal& value, std::size_t decimals, std::size_t fraction_digits_max) {
    const std::size_t whole_digits = value.total_digits() - value.fraction_digits();
    const bool has_room =
        decimals <= fraction_digits_max && whole_digits + decimals <= kTotalDigits;
    return value.text(has_room ? decimals : 0);
}

}  // namespace

bool fits(std::string_view text, std::size_t characters_max) {
    if (text.empty() || find_bad_text(text)) return false;
    return count_characters(text) <= characters_max;
}

std::optional<std::string> id_text(std::string_view id) {
    if (!fits(id, kIdCharactersMax)) return std::nullopt;
    return std::string(id);
}

bool is_currency_code(std::string_view text) {
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool fits_amount(const Decimal& value) {
    return value.fraction_digits() <= kAmountFractionDigits && value.total_digits() <= kTotalDigits;
}

bool fits_sum(const Decimal& value) {
    return value.fraction_digits() <= kSumFractionDigits && value.total_digits() <= kTotalDigits;
}

std::string amount_text(const Decimal& value, std::size_t decimals) {
    return padded(value, decimals, kAmountFractionDigits);
}

std::string sum_text(const Decimal& value, std::size_t decimals) {
    return padded(value, decimals, kSumFractionDigits);
}

}  // namespace tacit::wallet
