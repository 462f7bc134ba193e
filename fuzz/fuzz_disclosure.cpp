// Any bytes as a disclosure: decoding ends, what decodes encodes to the same bytes, and checking
// it says yes only with a receipt that holds.
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "compliance/disclosure_file.hpp"

using namespace tacit;
using namespace tacit::compliance;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = as_text({data, size});
    const auto disclosure = decode_disclosure(text);
    if (!disclosure.ok()) {
        TACIT_CHECK(disclosure.error().field != nullptr);
        return 0;
    }
    TACIT_CHECK(encode_disclosure(*disclosure) == text);
    const auto app_hash = ledger::compute_app_hash(disclosure->receipt.parts);
    const auto checked = check_disclosure(*disclosure, app_hash);
    const auto txid = shielded::transaction_id(disclosure->transaction, disclosure->chain);
    TACIT_CHECK(!checked.ok() || ledger::verify_receipt(disclosure->receipt, txid, app_hash));
    TACIT_CHECK(!check_disclosure(*disclosure, ledger::AppHash()).ok());
    return 0;
}
