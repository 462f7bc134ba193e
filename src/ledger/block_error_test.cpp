#include "ledger/block_error.hpp"

#include <set>

#include <gtest/gtest.h>

namespace tacit::ledger::applied_block_test {
namespace {

TEST(BlockError, HasASentenceForEachCode) {
    std::set<std::string> sentences;
    for (std::uint16_t code = 1; code <= 8; ++code)
        EXPECT_TRUE(
            sentences.insert(describe(BlockError::of(static_cast<BlockErrorCode>(code)))).second);
    EXPECT_EQ(describe(BlockError::of(3, Reject::kExpired)),
              "transaction 3 of the block is refused: expired");
    EXPECT_EQ(describe(BlockError::of(
                  StateError{StateErrorCode::kMissing, StateKey::of(StateKind::kHead)})),
              "state key 02: it is absent");
}

}  // namespace
}  // namespace tacit::ledger::applied_block_test
