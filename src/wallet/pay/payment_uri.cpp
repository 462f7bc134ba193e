#include "wallet/pay/payment_uri.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/amount.hpp"
#include "base/ascii.hpp"
#include "base/base64.hpp"
#include "base/utf8.hpp"
#include "ledger/state_value.hpp"
#include "shielded/note/memo.hpp"

namespace tacit::wallet {
namespace {

constexpr std::string_view kScheme = "tacit:";
constexpr std::size_t kAmountSizeMax = 80;  // 39 digits, a point, and leading zeros

DecodeError invalid(std::size_t offset, const char* field) {
    return {DecodeErrorCode::kInvalidValue, offset, field};
}

bool is_name(char c) {
    return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string to_base64url(std::string_view text) {
    std::string out = encode_base64(as_bytes(text));
    std::ranges::replace(out, '+', '-');
    std::ranges::replace(out, '/', '_');
    out.erase(out.find_last_not_of('=') + 1);
    return out;
}

/// Base64url without padding: one text a value, as decode_base64 sees to.
Result<std::string, DecodeError> from_base64url(std::string text, std::size_t offset) {
    if (text.find_first_of("+/=") != std::string::npos || text.size() % 4 == 1)
        return fail(DecodeError{DecodeErrorCode::kBadCharacter, offset, "memo"});
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    auto bytes = decode_base64(text, "memo");
    if (!bytes) return fail(DecodeError{bytes.error().code, offset, "memo"});
    return std::string(as_text(*bytes));
}

/// Undoes %41 and the like.
Result<std::string, DecodeError> percent_decode(std::string_view text, std::size_t offset) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return fail(
                DecodeError{DecodeErrorCode::kBadCharacter, offset + i, "percent-encoding"});
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

Result<void, DecodeError> set_amount(PaymentUri& uri, const std::string& value, std::size_t at) {
    // Its asset's decimals are not known here: only the form and the range are checked.
    const std::size_t point = value.find('.');
    const std::size_t decimals = point == std::string::npos ? 0 : value.size() - point - 1;
    const bool is_form = value.size() <= kAmountSizeMax && decimals <= kDecimalsMax &&
                         parse_amount(value, static_cast<int>(decimals)).ok();
    if (!is_form) return fail(invalid(at, "amount"));
    uri.amount = value;
    return {};
}

Result<void, DecodeError> set_asset(PaymentUri& uri, const std::string& value, std::size_t at) {
    if (!ledger::is_valid_symbol(value)) return fail(invalid(at, "asset"));
    uri.asset = value;
    return {};
}

Result<void, DecodeError> set_memo(PaymentUri& uri, const std::string& value, std::size_t at) {
    TACIT_TRY(uri.memo, from_base64url(value, at));
    const bool is_text =
        !uri.memo.empty() && uri.memo.size() <= shielded::kMemoTextRoom && is_utf8(uri.memo);
    if (!is_text) return fail(invalid(at, "memo"));
    return {};
}

/// `name` in lower case.
Result<void, DecodeError> set_parameter(PaymentUri& uri, const std::string& name,
                                        const std::string& value, std::size_t at) {
    if (name == "amount") return set_amount(uri, value, at);
    if (name == "asset") return set_asset(uri, value, at);
    if (name == "memo") return set_memo(uri, value, at);
    // `req-x` must be understood; `amount.1` belongs to a second payment.
    if (name.starts_with("req-")) return fail(invalid(at, "required parameter"));
    if (name.find('.') != std::string::npos) return fail(invalid(at, "several payments"));
    return {};
}

Result<void, DecodeError> read_parameter(PaymentUri& uri, std::string_view text, std::size_t at,
                                         std::set<std::string>& seen) {
    const std::size_t equals = text.find('=');
    const std::string_view typed = text.substr(0, equals);
    if (equals == std::string_view::npos || typed.empty() || !std::ranges::all_of(typed, is_name))
        return fail(invalid(at, "parameter"));
    // AMOUNT is the amount, and REQ-LOCK must be understood as req-lock must: passing either over
    // for its case would pay something else than what is asked for.
    const std::string name = lower_case(typed);
    if (!seen.insert(name).second) return fail(invalid(at, "parameter named twice"));
    const std::size_t value_at = at + equals + 1;
    TACIT_TRY(const std::string value, percent_decode(text.substr(equals + 1), value_at));
    return set_parameter(uri, name, value, value_at);
}

/// An address of the network that its prefix names; errors are those of that network.
Result<PaymentUri, DecodeError> read_address(std::string_view text) {
    auto network = shielded::Network::kMain;
    auto address = shielded::Address::decode(text, network);
    if (!address.ok() && address.error().code == DecodeErrorCode::kWrongNetwork) {
        network = shielded::Network::kTest;
        address = shielded::Address::decode(text, network);
    }
    if (address.ok()) return PaymentUri{network, std::move(*address), {}, {}, {}};
    const DecodeError& error = address.error();
    return fail(DecodeError{error.code, kScheme.size() + error.offset, "address"});
}

Result<void, DecodeError> check_characters(std::string_view text) {
    if (text.size() > kPaymentUriSizeMax)
        return fail(DecodeError{DecodeErrorCode::kTooLong, kPaymentUriSizeMax, "payment URI"});
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] <= ' ' || text[i] > '~')
            return fail(DecodeError{DecodeErrorCode::kBadCharacter, i, "payment URI"});
    return {};
}

/// What other kinds of URI may have and this one has not, named for what it is.
Result<void, DecodeError> check_form(std::string_view text) {
    if (lower_case(text.substr(0, kScheme.size())) != kScheme) return fail(invalid(0, "scheme"));
    if (const std::size_t hash = text.find('#'); hash != std::string_view::npos)
        return fail(invalid(hash, "fragment"));
    const std::size_t slash = text.substr(0, text.find('?')).find('/');
    if (slash != std::string_view::npos) return fail(invalid(slash, "slash"));
    return {};
}

/// A scanner that returns all in capitals has destroyed the memo, whose case matters.
Result<void, DecodeError> check_memo_kept_case(const PaymentUri& uri, std::string_view text) {
    const bool is_capitals = std::ranges::none_of(text, is_lower);
    if (uri.memo.empty() || !is_capitals) return {};
    return fail(invalid(0, "capitals"));
}

Result<void, DecodeError> read_query(PaymentUri& uri, std::string_view text, std::size_t at) {
    std::set<std::string> seen;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find('&', at), text.size());
        TACIT_TRY_VOID(read_parameter(uri, text.substr(at, end - at), at, seen));
        at = end + 1;
    }
    return {};
}

std::string query_of(const PaymentUri& uri) {
    std::string query;
    const auto add = [&](std::string_view name, const std::string& value) {
        query += query.empty() ? "?" : "&";
        query.append(name).append("=").append(value);
    };
    if (uri.amount) add("amount", *uri.amount);
    if (uri.asset) add("asset", *uri.asset);
    if (!uri.memo.empty()) add("memo", to_base64url(uri.memo));
    return query;
}

}  // namespace

std::string encode_payment_uri(const PaymentUri& uri) {
    return std::string(kScheme) + uri.to.encode(uri.network) + query_of(uri);
}

std::string payment_uri_for_qr(const PaymentUri& uri) {
    std::string head = std::string(kScheme) + uri.to.encode(uri.network);
    std::ranges::transform(head, head.begin(), to_upper);
    return head + query_of(uri);
}

// The first error in this order is told: characters, form, address, then parameters as they stand.
Result<PaymentUri, DecodeError> parse_payment_uri(std::string_view text) {
    TACIT_TRY_VOID(check_characters(text));
    TACIT_TRY_VOID(check_form(text));
    const std::size_t question = text.find('?');
    TACIT_TRY(PaymentUri uri, read_address(text.substr(0, question).substr(kScheme.size())));
    if (question != std::string_view::npos) {
        TACIT_TRY_VOID(read_query(uri, text, question + 1));
    }
    TACIT_TRY_VOID(check_memo_kept_case(uri, text));
    return uri;
}

std::string describe_uri_error(const DecodeError& error) {
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {"payment URI", "a blank or another character does not belong there, or it is too long"},
        {"scheme", "it does not start with tacit:"},
        {"fragment", "nothing may follow a #"},
        {"slash", "the address follows tacit: at once, and the parameters follow it, without a /"},
        {"parameter", "a parameter is not NAME=VALUE"},
        {"parameter named twice", "a parameter is there twice"},
        {"required parameter", "it sets a condition (req-...) that this wallet does not know"},
        {"several payments", "it asks for several payments at once"},
        {"amount", "the amount is not a number such as 12.50"},
        {"asset", "the asset is not a symbol such as EURX"},
        {"memo", "the memo is not base64url of a text"},
        {"capitals", "all is in capitals, and the memo is lost by that"},
    };
    for (const auto& [field, words] : kWords)
        if (error.field == field)
            return std::string(words) + " (character " + std::to_string(error.offset + 1) + ")";
    return describe(error);
}

}  // namespace tacit::wallet
