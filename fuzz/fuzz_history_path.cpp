// Any bytes as a path in a chain's history: decoding ends, what decodes encodes to the same bytes
// and gives a root.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "ledger/mmr.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tacit::ByteSpan input(data, size);
    const auto path = tacit::ledger::decode_history_path(input);
    if (!path.ok()) {
        TACIT_CHECK(path.error().offset <= size);
        return 0;
    }
    TACIT_CHECK(std::ranges::equal(tacit::ledger::encode_history_path(*path), input));
    TACIT_CHECK(tacit::ledger::history_root_of_path(tacit::ledger::AppHash(), *path).has_value());
    return 0;
}
