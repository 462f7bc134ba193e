// Any text as a payment request: what is accepted has one canonical text, and that text and its QR
// form mean the same.
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "wallet/pay/payment_uri.hpp"

using namespace tacit;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto uri = wallet::parse_payment_uri(as_text({data, size}));
    if (!uri.ok()) return 0;
    const auto again = wallet::parse_payment_uri(wallet::encode_payment_uri(*uri));
    TACIT_CHECK(again.ok() && *again == *uri);
    const auto scanned = wallet::parse_payment_uri(wallet::payment_uri_for_qr(*uri));
    TACIT_CHECK(scanned.ok() && *scanned == *uri);
    return 0;
}
