#include "ledger/kv.hpp"

#include <gtest/gtest.h>

namespace tacit::ledger::kv_test {
namespace {

StateKey numbered_key(std::uint8_t number) {
    ByteArray<32> id{};
    id[0] = number;
    return StateKey(StateKind::kNullifier, id);
}

TEST(StateDelta, LeavesUncommittedKindsOutOfTheHash) {
    const StateDelta delta({{StateKey::of(StateKind::kCommitment), std::nullopt, Bytes{1}}});
    LtHash hash;
    delta.apply_to(hash);
    EXPECT_EQ(hash, LtHash());
}

TEST(StateDelta, MovesAHashFromTheStateBeforeToTheStateAfter) {
    const auto type = static_cast<std::uint8_t>(StateKind::kNullifier);
    LtHash hash;
    hash.add(type, numbered_key(1).id(), Bytes{1});
    hash.add(type, numbered_key(2).id(), Bytes{2});
    StateDelta({{numbered_key(1), Bytes{1}, std::nullopt},
                {numbered_key(2), Bytes{2}, Bytes{9}},
                {numbered_key(3), std::nullopt, Bytes{3}}})
        .apply_to(hash);
    LtHash expected;
    expected.add(type, numbered_key(2).id(), Bytes{9});
    expected.add(type, numbered_key(3).id(), Bytes{3});
    EXPECT_EQ(hash, expected);
}

TEST(StateDelta, StopsTheProgramOnAListThatIsNoDelta) {
    EXPECT_DEATH(StateDelta({{numbered_key(1), Bytes{1}, Bytes{1}}}), "before");
    EXPECT_DEATH(StateDelta({{numbered_key(2), std::nullopt, Bytes{1}},
                             {numbered_key(1), std::nullopt, Bytes{1}}}),
                 "key");
}

}  // namespace
}  // namespace tacit::ledger::kv_test
