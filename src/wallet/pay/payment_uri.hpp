// A request for a payment as text, in the manner of ZIP-321:
// tacit:ADDRESS?amount=12.50&asset=EURX&memo=SGVsbG8. Spec: §10.9.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "shielded/keys/address.hpp"

namespace tacit::wallet {

/// Longer texts are refused unread; a QR code holds less.
inline constexpr std::size_t kPaymentUriSizeMax = 2048;

struct PaymentUri {
    shielded::Network network = shielded::Network::kTest;
    shielded::Address to;
    std::optional<std::string> amount;  // decimal text, checked for its form alone
    std::optional<std::string> asset;   // 1 to 12 of A-Z and 0-9
    std::string memo;                   // UTF-8; empty for none

    bool operator==(const PaymentUri&) const = default;
};

/// Parameters in the order amount, asset, memo; the memo in base64url without padding.
std::string encode_payment_uri(const PaymentUri& uri);

/// The same request for a QR code: scheme and address in capitals, which a QR code packs closer.
std::string payment_uri_for_qr(const PaymentUri& uri);

/// Accepts the scheme and names of parameters in any case, the address all lower or all upper case,
/// percent-encoding in values, and unknown parameters, which are passed over. Refused: a parameter
/// named twice, one whose name starts with `req-` (it must be understood, and none is), an index
/// such as `amount.1` (several payments in one request), a value that is not what its name says, an
/// empty memo, a memo in a text without a small letter (whose case, and so the memo, is lost), a
/// slash before the parameters, a fragment, bytes outside printable ASCII. Errors give the offset;
/// the source says which is told if there are several.
Result<PaymentUri, DecodeError> parse_payment_uri(std::string_view text);

/// An error of parse_payment_uri() in a payer's words, without a full stop.
std::string describe_uri_error(const DecodeError& error);

}  // namespace tacit::wallet
