#include "ledger/state_key.hpp"

#include <gtest/gtest.h>

namespace tacit::ledger::state_key_test {
namespace {

StateKey numbered_key(std::uint8_t number) {
    ByteArray<32> id{};
    id[0] = number;
    return StateKey(StateKind::kNullifier, id);
}

TEST(StateKey, EncodesAndDecodes) {
    const StateKey keys[] = {StateKey::of(StateKind::kHead), numbered_key(7),
                             StateKey::of_tree(StateKind::kTree, 0x01020304),
                             StateKey::of(StateKind::kHistory),
                             StateKey::of(StateKind::kCommitment)};
    for (const auto& key : keys) EXPECT_EQ(*StateKey::decode(key.encode()), key);
    EXPECT_EQ(keys[2].encode(), (Bytes{7, 1, 2, 3, 4}));
}

TEST(StateKey, RefusesUnknownKindsAndOtherLengths) {
    EXPECT_EQ(StateKey::decode(Bytes{12}).error().code, DecodeErrorCode::kInvalidValue);
    EXPECT_EQ(StateKey::decode(Bytes{0}).error().code, DecodeErrorCode::kInvalidValue);
    EXPECT_EQ(StateKey::decode(Bytes{}).error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(StateKey::decode(Bytes{7, 1, 2, 3}).error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(StateKey::decode(Bytes{2, 0}).error().code, DecodeErrorCode::kTrailingBytes);
}

}  // namespace
}  // namespace tacit::ledger::state_key_test
