// Any bytes as a transaction: decoding ends, what is accepted encodes to the same bytes, and the
// checks that need no state end as well.
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "shielded/tx/transaction.hpp"

using namespace tacit;
using namespace tacit::shielded;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan bytes(data, size);
    const auto transaction = decode_transaction(bytes);
    if (!transaction.ok()) {
        TACIT_CHECK(transaction.error().offset <= size);
        return 0;
    }
    const Bytes again = encode_transaction(*transaction);
    TACIT_CHECK(again == Bytes(bytes.begin(), bytes.end()));
    const auto checked = check_stateless(*transaction, ChainId());
    if (!checked.ok()) TACIT_CHECK(name(checked.error()) != "unknown");
    return 0;
}
