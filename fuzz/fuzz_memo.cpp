// Any 224 bytes as a memo: what is accepted encodes to the same bytes again.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "shielded/note/memo.hpp"

using namespace tacit;
using namespace tacit::shielded;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteArray<MemoBytes::kSizeBytes> bytes{};
    std::copy_n(data, std::min(size, bytes.size()), bytes.begin());
    const auto memo = Memo::decode(MemoBytes(bytes));
    if (memo.ok()) TACIT_CHECK(memo->encode().value() == MemoBytes(bytes));
    return 0;
}
