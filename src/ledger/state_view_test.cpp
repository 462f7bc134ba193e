#include "ledger/state_view.hpp"

#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::state_view_test {
namespace {

using testing::SampleChain;

TEST(StateView, TellsAbsentMissingAndCorruptApart) {
    SampleChain chain;
    EXPECT_FALSE(find_asset(chain.state(), shielded::AssetId(zk::Fr(9)))->has_value());
    EXPECT_EQ(load_supply(chain.state(), shielded::AssetId(zk::Fr(9))).error().code,
              StateErrorCode::kMissing);
    chain.rewrite(supply_key(chain.tac()), Bytes{1});
    EXPECT_EQ(load_supply(chain.state(), chain.tac()).error(),
              (StateError{StateErrorCode::kCorrupt, supply_key(chain.tac())}));
    EXPECT_EQ(load_head(MemoryKv()).error().code, StateErrorCode::kMissing);
    EXPECT_EQ(load_parameters(MemoryKv()).error().code, StateErrorCode::kMissing);
    EXPECT_EQ(load_trees(chain.state(), 1).error(),
              (StateError{StateErrorCode::kMissing, StateKey::of_tree(StateKind::kTree, 1)}));
}

}  // namespace
}  // namespace tacit::ledger::state_view_test
