// Texts as ISO 20022's data types allow them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wallet/payfile/decimal.hpp"

namespace tacit::wallet {

/// Max35Text, the type of every identification.
inline constexpr std::size_t kIdCharactersMax = 35;

/// 1 to `characters_max` XML characters of UTF-8.
bool fits(std::string_view text, std::size_t characters_max);

/// The id if it fits into Max35Text, otherwise nothing.
std::optional<std::string> id_text(std::string_view id);

/// ActiveOrHistoricCurrencyCode: three capitals.
bool is_currency_code(std::string_view text);

/// ActiveOrHistoricCurrencyAndAmount: at most 5 digits after the point, 18 in all.
bool fits_amount(const Decimal& value);

/// The value with its asset's decimals; without zeros at its end where the type has no room for
/// them. The value must fit.
std::string amount_text(const Decimal& value, std::size_t decimals);
std::string sum_text(const Decimal& value, std::size_t decimals);

/// DecimalNumber: at most 17 digits after the point, 18 in all.
bool fits_sum(const Decimal& value);

}  // namespace tacit::wallet
