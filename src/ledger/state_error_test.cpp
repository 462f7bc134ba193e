#include "ledger/state_error.hpp"

#include <gtest/gtest.h>

namespace tacit::ledger {
namespace {

TEST(StateError, SaysWhichKeyAndWhy) {
    EXPECT_EQ(describe(StateError{StateErrorCode::kMissing, StateKey::of(StateKind::kHead)}),
              "state key 02: it is absent");
    EXPECT_EQ(describe(StateError{StateErrorCode::kCorrupt, StateKey::of(StateKind::kHead)}),
              "state key 02: its value does not decode");
}

}  // namespace
}  // namespace tacit::ledger
