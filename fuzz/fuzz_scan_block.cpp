// Any bytes as a scan block: decoding ends, and what decodes encodes to the same bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "ledger/scan_block.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tacit::ByteSpan input(data, size);
    const auto block = tacit::ledger::decode_scan_block(input);
    if (!block.ok()) {
        TACIT_CHECK(block.error().offset <= size);
        return 0;
    }
    TACIT_CHECK(std::ranges::equal(tacit::ledger::encode_scan_block(*block), input));
    return 0;
}
