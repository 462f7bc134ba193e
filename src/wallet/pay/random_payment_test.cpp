// Planner, reservation, builder, statement and ledger together.
#include "wallet/testing/random_payment.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::random_payment_test {
namespace {

constexpr std::uint64_t kWallets = 30;

TEST(RandomPayment, WhatTheBalanceAllowsIsPaidByOneCommand) {
    for (std::uint64_t seed = 1; seed <= kWallets; ++seed) {
        SCOPED_TRACE(seed);
        testing::expect_money_can_move(seed);
    }
}

TEST(RandomPayment, WhatADryRunAcceptsIsPaid) {
    for (std::uint64_t seed = 1; seed <= kWallets; ++seed) {
        SCOPED_TRACE(seed);
        testing::expect_no_file_is_accepted_in_vain(seed);
    }
}

}  // namespace
}  // namespace tacit::wallet::random_payment_test
