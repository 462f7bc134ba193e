#include "wallet/wallet_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tacit::wallet::wallet_error_test {
namespace {

using ::testing::MatchesRegex;

TEST(WalletErrorText, ClausesBecomeSentences) {
    EXPECT_EQ(sentence("the node is busy"), "The node is busy.");
    EXPECT_EQ(sentence("The node is busy."), "The node is busy.");
    EXPECT_EQ(sentence("is it running?"), "Is it running?");
    EXPECT_EQ(sentence("3 are missing"), "3 are missing.");
    EXPECT_EQ(sentence("\xc3\xa4"), "\xc3\xa4.");
    EXPECT_EQ(sentence(""), "");
}

// A message and a hint are printed one after the other.
TEST(WalletErrorText, EveryErrorOfTheConnectionReadsAsTwoSentences) {
    using Kind = TransportErrorKind;
    for (const Kind kind : {Kind::kBadUrl, Kind::kCannotConnect, Kind::kTimeout, Kind::kClosed,
                            Kind::kBadReply, Kind::kRefused, Kind::kRpc}) {
        const TransportError error{kind, false, "the node said no", 1, "no", "ask again"};
        const WalletError told = to_wallet_error(error);
        EXPECT_EQ(told.message, "The node said no.");
        EXPECT_THAT(told.hint, MatchesRegex("[A-Z].*\\."));
        EXPECT_FALSE(told.code.empty());
    }
}

}  // namespace
}  // namespace tacit::wallet::wallet_error_test
