// Amounts on the wire: decimal text of smallest units.
#pragma once

#include <string>

#include "base/amount.hpp"

namespace tacit::node {

inline std::string units_text(Amount amount) {
    return format_amount(amount, 0);
}

/// What exists of an asset, as text. The record must be of a valid state, where it is not negative
/// (checked).
inline std::string circulation_text(const std::optional<Amount>& in_circulation) {
    TACIT_CHECK(in_circulation.has_value());
    return units_text(*in_circulation);
}

}  // namespace tacit::node
