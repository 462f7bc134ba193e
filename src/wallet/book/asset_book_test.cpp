#include "wallet/book/asset_book.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::asset_book_test {
namespace {

ledger::GenesisAsset asset(const char* symbol, std::optional<std::string> code) {
    ledger::GenesisAsset out;
    out.symbol = symbol;
    out.decimals = 2;
    out.iso4217 = std::move(code);
    return out;
}

/// Two issuers of euros, one of dollars, and a coin that is called as a code is.
AssetBook sample() {
    ledger::Genesis genesis;
    genesis.assets = {asset("EURX", "EUR"), asset("EURY", "EUR"), asset("USDX", "USD"),
                      asset("GBPX", "GBP"), asset("GBP", std::nullopt)};
    return AssetBook(genesis);
}

std::string symbol(const AssetInfo* found) {
    return found == nullptr ? "none" : found->symbol;
}

TEST(AssetBook, FindsBySymbolAndByACodeThatOneAssetHas) {
    const AssetBook book = sample();
    EXPECT_EQ(symbol(book.find("EURY")), "EURY");
    EXPECT_EQ(symbol(book.find("USD")), "USDX");
    EXPECT_EQ(symbol(book.find("GBP")), "GBP");
    EXPECT_EQ(symbol(book.find("usd")), "none");
    EXPECT_EQ(symbol(book.find("CHF")), "none");
}

TEST(AssetBook, ACodeThatSeveralAssetsHaveMeansNone) {
    const AssetBook book = sample();
    EXPECT_EQ(symbol(book.find("EUR")), "none");
    EXPECT_EQ(book.names_meant("EUR"), "EURX, EURY");
    EXPECT_EQ(book.names_meant("CHF"), "");
    EXPECT_EQ(book.names(), "EURX, EURY, USDX, GBPX, GBP");
}

/// A payment file speaks of codes: there a symbol does not go before another asset's code.
TEST(AssetBook, ACurrencyMeansOneAssetOrNone) {
    const AssetBook book = sample();
    EXPECT_EQ(symbol(book.find_currency("USD")), "USDX");
    EXPECT_EQ(symbol(book.find_currency("EURX")), "EURX");
    EXPECT_EQ(symbol(book.find_currency("EUR")), "none");
    EXPECT_EQ(symbol(book.find_currency("GBP")), "none");
    EXPECT_EQ(book.names_meant("GBP"), "GBPX, GBP");
}

}  // namespace
}  // namespace tacit::wallet::asset_book_test
