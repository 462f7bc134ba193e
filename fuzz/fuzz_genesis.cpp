// Any bytes as a genesis, in both of its forms: reading ends, an error has a reason, and what is
// read survives the way through the other form.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "ledger/genesis_json.hpp"

using namespace tacit;
using namespace tacit::ledger;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan input(data, size);
    if (const auto from_json = parse_genesis_json(as_text(input)); from_json.ok()) {
        const auto again = decode_genesis(encode_genesis(*from_json));
        TACIT_CHECK(again.ok() && *again == *from_json);
    } else {
        TACIT_CHECK(!from_json.error().reason.empty());
    }
    if (const auto from_bytes = decode_genesis(input); from_bytes.ok()) {
        TACIT_CHECK(std::ranges::equal(encode_genesis(*from_bytes), input));
        const auto again = parse_genesis_json(format_genesis_json(*from_bytes));
        TACIT_CHECK(again.ok() && *again == *from_bytes);
    }
    return 0;
}
