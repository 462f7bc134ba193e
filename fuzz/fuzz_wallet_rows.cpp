// Any bytes as a row of a wallet file, of the kind that the first byte names: what is accepted has
// exactly one encoding.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "wallet/book/chain_records.hpp"
#include "wallet/book/records.hpp"

using namespace tacit;
using namespace tacit::wallet;

namespace {

template <class Record>
void check(ByteSpan bytes) {
    const auto record = Record::decode(bytes);
    if (!record.ok()) return;
    const Bytes again = record->encode();
    TACIT_CHECK(std::equal(again.begin(), again.end(), bytes.begin(), bytes.end()));
}

/// Settings of before their last field are read too, and written with it.
void check_settings(ByteSpan bytes) {
    const auto record = SettingsRecord::decode(bytes);
    if (!record.ok()) return;
    Bytes again = record->encode();
    if (again.size() == bytes.size() + sizeof(record->scanned)) {
        TACIT_CHECK(record->scanned == 0);
        again.resize(bytes.size());
    }
    TACIT_CHECK(std::equal(again.begin(), again.end(), bytes.begin(), bytes.end()));
}

using Check = void (*)(ByteSpan);
constexpr Check kChecks[] = {
    check_settings,       check<ScanRecord>,         check<AccountRecord>, check<NoteRecord>,
    check<PaymentRecord>, check<MovementRecord>,     check<ContactRecord>, check<PaymentFileRecord>,
    check<LeavesRecord>,  check<TreeSnapshotRecord>, check<IssueRecord>,   check<StandingRecord>,
    check<RestartRecord>};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0 || data[0] == 0 || data[0] > std::size(kChecks)) return 0;
    kChecks[data[0] - 1]({data + 1, size - 1});
    return 0;
}
