// As random_payment_test.cpp, for many more wallets.
#include <gtest/gtest.h>

#include "wallet/testing/random_payment.hpp"

namespace tacit::wallet::random_payment_slow_test {
namespace {

TEST(RandomPaymentSlow, MoneyCanAlwaysMove) {
    for (std::uint64_t seed = 1000; seed < 1300 && !::testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(seed);
        testing::expect_money_can_move(seed);
        testing::expect_no_file_is_accepted_in_vain(seed);
    }
}

}  // namespace
}  // namespace tacit::wallet::random_payment_slow_test
