#include "ledger/memory_kv.hpp"

#include <gtest/gtest.h>

#include "ledger/journal.hpp"

namespace tacit::ledger::memory_kv_test {
namespace {

StateKey numbered_key(std::uint8_t number) {
    ByteArray<32> id{};
    id[0] = number;
    return StateKey(StateKind::kNullifier, id);
}

TEST(MemoryKv, AppliesAllOrNothing) {
    MemoryKv base;
    Journal journal(base);
    ASSERT_TRUE(journal.add(numbered_key(1), Bytes{1}).ok());
    ASSERT_TRUE(journal.add(numbered_key(2), Bytes{2}).ok());
    const StateDelta both = journal.delta();
    ASSERT_TRUE(base.apply(StateDelta({{numbered_key(2), std::nullopt, Bytes{3}}})).ok());
    EXPECT_EQ(base.apply(both).error(),
              (StateError{StateErrorCode::kPairMismatch, numbered_key(2)}));
    EXPECT_EQ(base.size(), 1u);
}

TEST(MemoryKv, VisitsPairsInTheOrderOfKeysAndStopsAtAnError) {
    MemoryKv kv;
    ASSERT_TRUE(kv.apply(StateDelta({{StateKey::of(StateKind::kHead), std::nullopt, Bytes{1}},
                                     {numbered_key(1), std::nullopt, Bytes{2}},
                                     {numbered_key(2), std::nullopt, Bytes{3}}}))
                    .ok());
    Bytes seen;
    const StateError stop{StateErrorCode::kUnavailable, numbered_key(1)};
    const auto visited =
        kv.for_each([&](const StateKey& key, ByteSpan value) -> Result<void, StateError> {
            seen.push_back(value[0]);
            if (key == numbered_key(1)) return fail(stop);
            return {};
        });
    EXPECT_EQ(visited.error(), stop);
    EXPECT_EQ(seen, (Bytes{1, 2}));
}

}  // namespace
}  // namespace tacit::ledger::memory_kv_test
