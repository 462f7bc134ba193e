// Any bytes as a receipt: decoding ends, what decodes encodes to the same bytes, and its path has
// the shape that the verifier walks.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "ledger/receipt.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tacit::ByteSpan input(data, size);
    const auto receipt = tacit::ledger::decode_receipt(input);
    if (!receipt.ok()) {
        TACIT_CHECK(receipt.error().offset <= size);
        return 0;
    }
    TACIT_CHECK(std::ranges::equal(tacit::ledger::encode_receipt(*receipt), input));
    TACIT_CHECK(tacit::ledger::tx_root_of_path(tacit::shielded::TxId(), receipt->path).has_value());
    return 0;
}
