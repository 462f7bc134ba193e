// Any bytes as a proof: decoding ends, and what decodes encodes to the same bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "zk/plonk/proof.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tacit::ByteSpan input(data, size);
    for (const std::size_t chunks : {2u, 3u}) {
        const auto proof = tacit::zk::plonk::Proof::decode(input, chunks);
        if (!proof.ok()) {
            TACIT_CHECK(proof.error().offset <= size);
            continue;
        }
        TACIT_CHECK(std::ranges::equal(proof->encode(), input));
    }
    return 0;
}
