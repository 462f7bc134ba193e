#include "wallet/iso20022/field_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "wallet/payfile/xml_text.hpp"

namespace tacit::wallet {

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
    return value.fraction_digits() <= 5 && value.total_digits() <= 18;
}

bool fits_sum(const Decimal& value) {
    return value.fraction_digits() <= 17 && value.total_digits() <= 18;
}

}  // namespace tacit::wallet
