// Accounts: what was paid to one is found, whenever and wherever it was made.
#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::wallet_accounts_test {
namespace {

using testing::code_of;
using testing::Life;
using testing::payment;
using testing::World;

class AccountsTest : public ::testing::Test {
  protected:
    AccountsTest() : issuer(world.open(world.issuer_file())) { issuer->sync(); }

    /// Keys of accounts that no wallet here has opened.
    WalletKeys keys_of(const std::string& words, std::uint32_t accounts) {
        KeystoreContent content;
        content.entropy = *decode_words(words);
        return *WalletKeys::derive(content, shielded::Network::kTest, accounts);
    }
    PaymentRequest to_account(const std::string& words, std::uint32_t account, const char* amount) {
        PaymentRequest request = payment(*issuer, issuer->wallet, "TAC", amount);
        request.to = keys_of(words, account + 1).find(account)->incoming.address(0);
        return request;
    }
    void pay(const std::string& words, std::uint32_t account, const char* amount) {
        const auto paid = issuer->pay(to_account(words, account, amount));
        ASSERT_TRUE(paid.ok()) << paid.error().message;
    }
    std::string make_words() {
        const auto made = create_wallet(world.unused_file(), World::passphrase(),
                                        shielded::Network::kTest, world.environment());
        return std::string(made->words.view());
    }
    std::unique_ptr<Life> restored(const std::string& words, std::uint32_t accounts = 1) {
        const auto file = world.unused_file();
        EXPECT_TRUE(restore_wallet(file, World::passphrase(), words, shielded::Network::kTest,
                                   world.environment(), accounts)
                        .ok());
        return world.open(file);
    }
    static std::string in_account(Life& life, std::uint32_t account) {
        const AssetInfo* tac = life.wallet.assets().find("TAC");
        return format_amount(life.wallet.balance(tac->id, account).amount, tac->decimals);
    }
    /// Its notes are in the tree, with their paths.
    void expect_spendable(Life& life, std::uint32_t account, const char* amount) {
        PaymentRequest request = payment(life, issuer->wallet, "TAC", amount);
        request.account = account;
        const auto paid = life.pay(request);
        EXPECT_TRUE(paid.ok()) << paid.error().message;
    }

    World world;
    std::unique_ptr<Life> issuer;
};

TEST_F(AccountsTest, AGapThatRestoringWouldNotBridgeIsRefused) {
    const std::string words = make_words();
    auto anna = restored(words);
    anna->sync();
    for (std::uint32_t i = 1; i <= kAccountsAhead; ++i) ASSERT_EQ(*anna->wallet.new_account(), i);
    EXPECT_EQ(code_of(anna->wallet.new_account()), "account_gap");
    EXPECT_FALSE(anna->wallet.has_account(kAccountsAhead + 1));
    pay(words, 2, "1");
    anna->sync();
    ASSERT_EQ(*anna->wallet.new_account(), 5U);
    ASSERT_EQ(*anna->wallet.new_account(), 6U);
    EXPECT_EQ(code_of(anna->wallet.new_account()), "account_gap");
    ASSERT_EQ(*anna->wallet.new_account(AccountGap::kAny), 7U);
}

TEST_F(AccountsTest, WhatEveryAllowedAccountReceivedIsRestored) {
    const std::string words = make_words();
    pay(words, 4, "2");
    pay(words, 8, "3");
    auto anna = restored(words);
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "5.000000");
    EXPECT_EQ(in_account(*anna, 8), "3.000000");
    EXPECT_EQ(anna->wallet.book().settings().scanned, 9U);
    EXPECT_EQ(anna->wallet.keys().accounts().size(), 9U);
}

TEST_F(AccountsTest, AnAccountThatTheWindowReachedLateIsReadFromTheStart) {
    // Account 8 is paid before account 4 shows that it may exist.
    const std::string words = make_words();
    pay(words, 8, "3");
    world.node().add_empty_blocks(200);  // more than a page
    pay(words, 4, "2");
    pay(words, 8, "1");
    auto anna = restored(words);
    anna->sync();
    EXPECT_EQ(in_account(*anna, 8), "4.000000");
    expect_spendable(*anna, 8, "3.5");
}

TEST_F(AccountsTest, BeyondTheGapARestorePutsItsNumber) {
    const std::string words = make_words();
    pay(words, 6, "77");
    auto all = restored(words, 7);
    all->sync();
    EXPECT_EQ(in_account(*all, 6), "77.000000");

    // Without the number it is not found, and not lost.
    auto anna = restored(words);
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "0.000000");
    for (int i = 1; i <= 6; ++i) ASSERT_TRUE(anna->wallet.new_account(AccountGap::kAny).ok());
    anna->sync();
    EXPECT_EQ(in_account(*anna, 6), "77.000000");
    EXPECT_EQ(anna->wallet.book().movements().size(), 1U);
    expect_spendable(*anna, 6, "70");
    EXPECT_EQ(all->wallet.new_account().value(), 7U);
}

TEST_F(AccountsTest, AnAccountPaidOnAnotherMachineIsFoundWhenItIsMadeHere) {
    // Notes, movements and reservations of account 0 are as before.
    ASSERT_EQ(*issuer->wallet.new_account(), 1U);
    auto other = restored(world.issuer_words());
    other->sync();
    PaymentRequest over = to_account(world.issuer_words(), 1, "300");
    const auto paid = other->pay(over);  // as to a stranger: account 1 is not known there
    ASSERT_TRUE(paid.ok());
    issuer->sync();
    world.node().fate = testing::SubmitFate::kServerError;
    EXPECT_FALSE(other->pay(payment(*other, issuer->wallet, "TAC", "1", "open")).ok());
    world.node().fate = testing::SubmitFate::kTaken;
    const auto reserved = other->wallet.book().find_payment("open")->inputs;

    ASSERT_EQ(*other->wallet.new_account(), 1U);
    other->sync();
    EXPECT_EQ(in_account(*other, 1), "300.000000");
    EXPECT_EQ(other->wallet.book().find_payment("open")->inputs, reserved);
    EXPECT_EQ(other->wallet.book().notes().at(reserved.at(0)).reserved_by, "open");
    const auto& leg = other->wallet.book().find_movement(paid->payment.txid)->legs.at(0);
    EXPECT_EQ(leg.direction, MovementLeg::Direction::kInternal);
    EXPECT_EQ(other->wallet.book().tree().root(), world.node().chain().anchor());
    expect_spendable(*other, 1, "250");
    ASSERT_TRUE(other->payer.resolve_open().ok());

    issuer->sync();
    EXPECT_EQ(other->balance("TAC"), issuer->balance("TAC"));
    auto again = world.open(world.restore(world.issuer_words()));
    again->sync();
    EXPECT_EQ(again->balance("TAC"), issuer->balance("TAC"));
}

TEST_F(AccountsTest, ASecondReadingTakesOnlyTheSameChain) {
    const std::string words = make_words();
    pay(words, 1, "5");
    auto anna = restored(words);
    anna->sync();
    ASSERT_TRUE(anna->wallet.new_account().ok());
    ASSERT_EQ(anna->wallet.book().settings().scanned, 2U) << "found by what was paid to it";
    world.node().on_scan = [](ledger::ScanBlock& block) { block.entries.clear(); };
    EXPECT_EQ(code_of(anna->wallet.sync(anna->client)), "node_inconsistent");
    EXPECT_EQ(anna->wallet.book().settings().scanned, 2U);
    world.node().on_scan = nullptr;
    anna->sync();
    EXPECT_EQ(anna->wallet.book().settings().scanned, 3U);
    EXPECT_EQ(anna->balance("TAC"), "5.000000");
}

// A node that hid accounts while they were looked for is refuted.
TEST_F(AccountsTest, AccountsThatALieHidAreFoundWithTheThirdWord) {
    const std::string words = make_words();
    pay(words, 3, "3");
    pay(words, 7, "4");  // beyond the window before account 3 is found
    world.node().add_empty_blocks(2);
    auto anna = restored(words);
    const auto hide = [](std::vector<ledger::ScanBlock>& blocks) {
        for (auto& block : blocks)
            for (auto& entry : block.entries)
                if (auto* transfer = std::get_if<ledger::ScanTransfer>(&entry))
                    for (auto& output : transfer->outputs) output.ciphertext.view_tag[0] ^= 1;
    };
    auto liar = world.node().client("liar", {hide, true});
    auto second = world.node().client("second");
    auto third = world.node().client("third");
    ASSERT_EQ(code_of(anna->wallet.sync(liar)), "ok");
    EXPECT_EQ(anna->balance("TAC"), "0.000000");
    ASSERT_FALSE(anna->wallet.book().settings().discovering);
    ASSERT_EQ(code_of(anna->wallet.sync(second)), "node_contradicts");
    ASSERT_EQ(code_of(anna->wallet.sync(third)), "ok");
    EXPECT_EQ(in_account(*anna, 3), "3.000000");
    EXPECT_EQ(in_account(*anna, 7), "4.000000");
    EXPECT_EQ(anna->wallet.book().settings().scanned, 8U);
    EXPECT_EQ(anna->wallet.keys().accounts().size(), 8U);
    expect_spendable(*anna, 7, "3.5");
}

TEST_F(AccountsTest, TheWindowMovesOnWhereTheOwnersWordComesFirst) {
    const std::string words = make_words();
    pay(words, 8, "3");
    pay(words, 4, "2");
    auto anna = restored(words);
    const ledger::AppHash trusted = world.node().chain().app_hash();
    ASSERT_EQ(code_of(anna->wallet.sync_believing(anna->client, trusted)), "ok");
    EXPECT_EQ(in_account(*anna, 4), "2.000000");
    EXPECT_EQ(in_account(*anna, 8), "3.000000");
    EXPECT_EQ(anna->wallet.book().settings().scanned, 9U);
    expect_spendable(*anna, 8, "2.5");
}

TEST_F(AccountsTest, WhatWasFoundLateCanBeSpentAfterReadingAgain) {
    const std::string words = make_words();
    pay(words, 6, "77");
    world.node().add_empty_blocks(4200);  // past where reading again can start
    auto anna = restored(words);
    anna->sync();
    ASSERT_FALSE(anna->wallet.book().restarts().empty());
    for (int i = 1; i <= 6; ++i) ASSERT_TRUE(anna->wallet.new_account(AccountGap::kAny).ok());
    anna->sync();
    EXPECT_EQ(in_account(*anna, 6), "77.000000");
    ASSERT_TRUE(anna->wallet.sync_again(anna->client, anna->wallet.height()).ok());
    EXPECT_EQ(in_account(*anna, 6), "77.000000");
    expect_spendable(*anna, 6, "70");
}

TEST_F(AccountsTest, AFileOfBeforeIsReadOnceMore) {
    // Its settings do not say what was watched, and it has no row of the issues.
    auto anna = world.open(world.make_wallet());
    ASSERT_TRUE(issuer->pay(testing::issue(*issuer, anna->wallet, "EURX", "1.00")).ok());
    anna->sync();
    ASSERT_TRUE(anna->wallet.file()
                    .transact([&](RecordWriter& writer) {
                        SettingsRecord settings = anna->wallet.book().settings();
                        settings.scanned = 0;
                        return writer.put(settings);
                    })
                    .ok());
    anna->sync();
    EXPECT_EQ(anna->wallet.book().settings().scanned, 1U);
    EXPECT_EQ(anna->balance("EURX"), "1.00");
}

}  // namespace
}  // namespace tacit::wallet::wallet_accounts_test
