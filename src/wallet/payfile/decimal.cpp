#include "wallet/payfile/decimal.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace tacit::wallet {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

DecodeError bad_amount(DecodeErrorCode code, std::size_t offset) {
    return {code, offset, "decimal"};
}

}  // namespace

Result<Decimal, DecodeError> Decimal::parse(std::string_view text) {
    if (text.empty()) return fail(bad_amount(DecodeErrorCode::kTruncated, 0));
    if (text.size() > kTextSizeMax)
        return fail(bad_amount(DecodeErrorCode::kTooLong, kTextSizeMax));
    const std::size_t point = std::min(text.find('.'), text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != point && !is_digit(text[i]))
            return fail(bad_amount(DecodeErrorCode::kBadCharacter, i));
    }
    if (point == 0) return fail(bad_amount(DecodeErrorCode::kInvalidValue, 0));
    if (point + 1 == text.size()) return fail(bad_amount(DecodeErrorCode::kInvalidValue, point));

    Decimal out;
    const std::string_view whole = text.substr(0, point);
    out.x_whole = whole.substr(std::min(whole.find_first_not_of('0'), whole.size()));
    if (point < text.size()) {
        const std::string_view fraction = text.substr(point + 1);
        out.x_fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
    }
    return out;
}

Result<Decimal, DecodeError> Decimal::parse_xsd(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    // A lone point has no digit at all; the padding below would make it a zero.
    if (text == ".") return fail(bad_amount(DecodeErrorCode::kInvalidValue, 0));
    std::string padded(text);
    if (padded.starts_with('.')) padded.insert(0, "0");
    if (padded.ends_with('.')) padded.pop_back();
    TACIT_TRY(const Decimal out, parse(padded));
    if (is_negative && !out.is_zero()) return fail(bad_amount(DecodeErrorCode::kInvalidValue, 0));
    return out;
}

std::string Decimal::text() const {
    return text(0);
}

std::string Decimal::text(std::size_t fraction_digits_min) const {
    std::string fraction = x_fraction;
    if (fraction.size() < fraction_digits_min) fraction.resize(fraction_digits_min, '0');
    std::string out = x_whole.empty() ? "0" : x_whole;
    if (!fraction.empty()) out += "." + fraction;
    return out;
}

Decimal& Decimal::operator+=(const Decimal& other) {
    const std::size_t whole_size = std::max(x_whole.size(), other.x_whole.size());
    const std::size_t fraction_size = std::max(x_fraction.size(), other.x_fraction.size());
    const auto aligned = [&](const Decimal& value) {
        return std::string(whole_size - value.x_whole.size(), '0') + value.x_whole +
               value.x_fraction + std::string(fraction_size - value.x_fraction.size(), '0');
    };
    std::string sum = aligned(*this);
    const std::string addend = aligned(other);
    int carry = 0;
    for (std::size_t i = sum.size(); i-- > 0;) {
        const int digit = (sum[i] - '0') + (addend[i] - '0') + carry;
        sum[i] = static_cast<char>('0' + digit % 10);
        carry = digit / 10;
    }
    if (carry != 0) sum.insert(0, "1");

    const std::size_t point = sum.size() - fraction_size;
    x_fraction = sum.substr(point);
    x_fraction.erase(x_fraction.find_last_not_of('0') + 1);
    x_whole = sum.substr(0, point);
    x_whole.erase(0, std::min(x_whole.find_first_not_of('0'), x_whole.size()));
    return *this;
}

}  // namespace tacit::wallet
