// Any bytes as a verifying key: decoding ends, and what decodes encodes to the same bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "zk/plonk/keys.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tacit::ByteSpan input(data, size);
    const auto key = tacit::zk::plonk::VerifyingKey::decode(input);
    if (!key.ok()) {
        TACIT_CHECK(key.error().offset <= size);
        return 0;
    }
    TACIT_CHECK(std::ranges::equal(key->encode(), input));
    return 0;
}
