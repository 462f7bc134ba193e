#include "wallet/account/wallet.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::wallet_test {
namespace {

using testing::code_of;
using testing::issue;
using testing::Life;
using testing::payment;
using testing::World;

class WalletTest : public ::testing::Test {
  protected:
    WalletResult<Wallet> open(const std::filesystem::path& file, const char* passphrase) {
        return Wallet::open(file, SecretText(passphrase), world.environment());
    }

    World world;
};

TEST_F(WalletTest, AWrongPassphraseOrADamagedFileIsTold) {
    EXPECT_EQ(code_of(open(world.issuer_file(), "another")), "wrong_passphrase");
    EXPECT_EQ(code_of(open(world.unused_file(), "passphrase")), "wallet_not_found");
    const auto copy = world.copy(world.issuer_file());
    std::filesystem::resize_file(copy, std::filesystem::file_size(copy) / 2);
    const std::string code = code_of(open(copy, "passphrase"));
    EXPECT_TRUE(code == "wallet_damaged" || code == "not_a_wallet") << code;
    EXPECT_EQ(code_of(create_wallet(world.issuer_file(), World::passphrase(),
                                    shielded::Network::kTest, world.environment())),
              "wallet_exists");
}

TEST_F(WalletTest, WrongWordsMakeNoFile) {
    const auto file = world.unused_file();
    for (const std::string words : {"abandon", "abandon abandon"}) {
        EXPECT_EQ(code_of(restore_wallet(file, World::passphrase(), words, shielded::Network::kTest,
                                         world.environment())),
                  "wrong_words");
        EXPECT_FALSE(std::filesystem::exists(file));
    }
    EXPECT_EQ(code_of(create_watch_only(file, World::passphrase(), "tacfvktest1nonsense",
                                        world.environment())),
              "bad_viewing_key");
}

TEST_F(WalletTest, AnotherChainIsRefused) {
    auto life = world.open(world.issuer_file());
    life->sync();
    World other(8);
    NodeClient strange = other.node().client();
    EXPECT_EQ(code_of(life->wallet.sync(strange)), "wrong_chain");
}

TEST_F(WalletTest, AnotherNetworkIsRefused) {
    const auto file = world.unused_file();
    ASSERT_TRUE(
        create_wallet(file, World::passphrase(), shielded::Network::kMain, world.environment())
            .ok());
    auto life = world.open(file);
    EXPECT_EQ(code_of(life->wallet.sync(life->client)), "wrong_network");
    EXPECT_FALSE(life->wallet.knows_chain());
}

TEST_F(WalletTest, ANodeThatLiesChangesNothing) {
    auto life = world.open(world.issuer_file());
    auto other = world.open(world.make_wallet());
    life->sync();
    ASSERT_TRUE(life->pay(payment(*life, other->wallet, "TAC", "1")).ok());
    const auto lies = {+[](ledger::ScanBlock& block) { block.parts.trees.back().leaf_count += 1; },
                       +[](ledger::ScanBlock& block) { block.parts.trees.back().root = zk::Fr(); },
                       +[](ledger::ScanBlock& block) { block.entries.clear(); },
                       +[](ledger::ScanBlock& block) {
                           for (auto& entry : block.entries)
                               if (auto* mint = std::get_if<ledger::ScanMint>(&entry))
                                   mint->position = ledger::NotePosition(7);
                       }};
    for (const auto lie : lies) {
        world.node().on_scan = lie;
        EXPECT_EQ(code_of(other->wallet.sync(other->client)), "node_inconsistent");
        EXPECT_EQ(other->wallet.book().scan().next_height, 0U);
        EXPECT_TRUE(other->wallet.book().movements().empty());
    }
    world.node().on_scan = nullptr;
    other->sync();
    EXPECT_EQ(other->balance("TAC"), "1.000000");
}

TEST_F(WalletTest, ANodeThatShowsAnOwnTransactionOtherwiseIsRefused) {
    auto life = world.open(world.issuer_file());
    auto other = world.open(world.make_wallet());
    ASSERT_TRUE(life->wallet.sync(life->client).ok());
    // Each is signed, stored and in the chain before its block is read.
    world.node().fate = testing::SubmitFate::kTakenUnheard;
    const auto expect_refused = [&](const char* id,
                                    const std::function<void(ledger::ScanBlock&)>& lie) {
        world.node().on_scan = lie;
        EXPECT_EQ(code_of(life->wallet.sync(life->client)), "node_contradicts");
        EXPECT_TRUE(life->wallet.book().find_payment(id)->is_open());
        world.node().on_scan = nullptr;
    };
    ASSERT_FALSE(life->pay(payment(*life, other->wallet, "TAC", "1", "a")).ok());
    const auto each = [](auto change) {
        return [change](ledger::ScanBlock& block) {
            for (auto& entry : block.entries)
                if (auto* transfer = std::get_if<ledger::ScanTransfer>(&entry)) change(*transfer);
        };
    };
    const auto eurx = life->wallet.assets().find("EURX")->id;
    expect_refused("a", each([](ledger::ScanTransfer& transfer) {
                       transfer.fee = Amount(Uint128{1} << 100);
                   }));
    expect_refused("a", each([&](ledger::ScanTransfer& transfer) { transfer.fee_asset = eurx; }));
    expect_refused("a", each([&](ledger::ScanTransfer& transfer) {
                       transfer.public_leg.asset = eurx;
                       transfer.public_leg.magnitude = Amount(5);
                   }));
    life->sync();
    EXPECT_EQ(life->wallet.book().find_payment("a")->state, PaymentState::kFinal);

    ASSERT_FALSE(life->pay(issue(*life, other->wallet, "EURX", "1.00", "b")).ok());
    expect_refused("b", [](ledger::ScanBlock& block) {
        for (auto& entry : block.entries)
            if (auto* mint = std::get_if<ledger::ScanMint>(&entry)) mint->value = Amount(7);
    });
    life->sync();
    EXPECT_EQ(life->wallet.book().find_payment("b")->state, PaymentState::kFinal);
}

TEST_F(WalletTest, ANodeBehindTheWalletIsRefused) {
    auto life = world.open(world.issuer_file());
    world.node().add_empty_blocks(3);
    life->sync();
    world.node().tip_shown = 2;
    const auto synced = life->wallet.sync(life->client);
    ASSERT_EQ(code_of(synced), "node_behind");
    EXPECT_NE(synced.error().message.find("block 2"), std::string::npos);
    EXPECT_NE(synced.error().message.find("block 3"), std::string::npos);
    world.node().tip_shown = 3;
    EXPECT_TRUE(life->wallet.sync(life->client).ok());
}

TEST_F(WalletTest, AccountsOfAnotherProcessAreWatched) {
    auto life = world.open(world.issuer_file());
    const auto file = world.make_wallet();
    auto watcher = world.open(file);
    auto maker = world.open(file);
    watcher->sync();
    maker->sync();
    ASSERT_EQ(*maker->wallet.new_account(), 1U);
    life->sync();
    PaymentRequest request = payment(*life, maker->wallet, "TAC", "2");
    request.to = maker->wallet.keys().find(1)->incoming.address(0);
    ASSERT_TRUE(life->pay(request).ok());
    // It reads the block first, and its book must have the note.
    watcher->sync();
    EXPECT_EQ(watcher->balance("TAC"), "2.000000");
    maker->sync();
    EXPECT_EQ(maker->balance("TAC"), "2.000000");
}

TEST_F(WalletTest, ARestoredWalletFindsItsAccounts) {
    auto life = world.open(world.issuer_file());
    life->sync();
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(life->wallet.new_account().ok());
    PaymentRequest request = payment(*life, life->wallet, "TAC", "2");
    request.to = life->wallet.keys().find(3)->incoming.address(5);
    ASSERT_TRUE(life->pay(request).ok());
    auto restored = world.open(world.restore(world.issuer_words()));
    restored->sync();
    EXPECT_EQ(restored->balance("TAC"), life->balance("TAC"));
    EXPECT_TRUE(restored->wallet.has_account(3));
    EXPECT_FALSE(restored->wallet.has_account(4));
    EXPECT_EQ(restored->wallet.keys().accounts().size(), 4U);
    const auto tac = restored->wallet.assets().find("TAC")->id;
    EXPECT_EQ(restored->wallet.balance(tac, 3).amount, Amount(2'000'000));
}

TEST_F(WalletTest, ViewingKeysSeeWhatTheyMay) {
    auto life = world.open(world.issuer_file());
    auto anna = world.open(world.make_wallet());
    life->sync();
    ASSERT_TRUE(life->pay(payment(*life, anna->wallet, "TAC", "10", "a")).ok());
    anna->sync();
    ASSERT_TRUE(anna->pay(payment(*anna, life->wallet, "TAC", "4", "b")).ok());
    const AccountKeys& keys = *anna->wallet.keys().find(0);
    const auto watch = [&](const std::string& key) {
        const auto file = world.unused_file();
        EXPECT_TRUE(create_watch_only(file, World::passphrase(), key, world.environment()).ok());
        auto watching = world.open(file);
        watching->sync();
        return watching;
    };
    auto full = watch(keys.full->encode(shielded::Network::kTest));
    EXPECT_EQ(full->balance("TAC"), anna->balance("TAC"));
    EXPECT_EQ(full->wallet.book().movements().rbegin()->second.legs.size(), 2U);
    EXPECT_EQ(code_of(full->pay(payment(*full, life->wallet, "TAC", "1"))), "watch_only");
    EXPECT_EQ(code_of(full->wallet.new_account()), "watch_only");
    EXPECT_FALSE(full->wallet.words().has_value());
    auto incoming = watch(keys.incoming.encode(shielded::Network::kTest));
    // The payment of 10, and the change of 5.999; no spend shows.
    EXPECT_EQ(incoming->balance("TAC"), "15.999000");
    EXPECT_EQ(*incoming->wallet.address(0), *anna->wallet.address(0));
}

TEST_F(WalletTest, TheTreeSurvivesManyBlocksAndReopening) {
    auto life = world.open(world.issuer_file());
    auto anna = world.open(world.make_wallet());
    life->sync();
    // More blocks of leaves than there are slots for them, so that a snapshot is written.
    for (int i = 0; i < 300; ++i) {
        auto applied =
            world.node().include(shielded::encode_transaction(world.node().chain().transfer()));
        ASSERT_FALSE(applied.has_value());
        if (i % 3 == 0) life->sync();
    }
    life->sync();
    auto again = world.open(world.issuer_file());
    EXPECT_EQ(again->wallet.book().tree().root(), world.node().chain().anchor());
    EXPECT_EQ(again->wallet.book().tree(), life->wallet.book().tree());
    ASSERT_TRUE(again->pay(payment(*again, anna->wallet, "TAC", "999")).ok());
}

TEST_F(WalletTest, ContactsAreResolved) {
    auto life = world.open(world.issuer_file());
    const auto address = life->wallet.keys().find(0)->incoming.address(3);
    const auto bytes = address.encode_bytes();
    ASSERT_TRUE(life->wallet.add_contacts({{"DE09", Bytes(bytes.begin(), bytes.end())}}).ok());
    EXPECT_EQ(*life->wallet.resolve("DE09"), address);
    EXPECT_EQ(*life->wallet.resolve(address.encode(shielded::Network::kTest)), address);
    EXPECT_EQ(code_of(life->wallet.resolve(address.encode(shielded::Network::kMain))),
              "wrong_network");
    EXPECT_EQ(code_of(life->wallet.resolve("DE10")), "bad_address");
    // However an IBAN is written, it is one contact.
    ASSERT_TRUE(
        life->wallet.add_contacts({{"DE09000000000000000001", Bytes(bytes.begin(), bytes.end())}})
            .ok());
    EXPECT_EQ(*life->wallet.resolve(" de09 0000 0000\u00a00000 0000 01"), address);
    EXPECT_TRUE(life->wallet.owns(address));
}

TEST_F(WalletTest, AContactIsReplacedOnlyWhenAsked) {
    auto life = world.open(world.issuer_file());
    Wallet& wallet = life->wallet;
    const auto contact = [&](const std::string& id, std::uint64_t diversifier) {
        const auto bytes = wallet.keys().find(0)->incoming.address(diversifier).encode_bytes();
        return ContactRecord{id, Bytes(bytes.begin(), bytes.end())};
    };
    ASSERT_TRUE(wallet.add_contacts({contact("DE09", 3)}).ok());

    const auto stored = wallet.add_contacts({contact("DE10", 4), contact("DE09", 5)}).value();
    ASSERT_TRUE(stored.clash);
    EXPECT_EQ(stored.clash->index, 1U);
    EXPECT_EQ(stored.clash->earlier, std::nullopt);
    EXPECT_FALSE(wallet.book().contacts().contains("DE10"));  // nothing of the list

    const std::vector twice = {contact("DE11", 6), contact("DE10", 4), contact("DE11", 7)};
    for (const auto known : {KnownContacts::kKeep, KnownContacts::kReplace}) {
        const auto listed = wallet.add_contacts(twice, known).value();
        ASSERT_TRUE(listed.clash);
        EXPECT_EQ(listed.clash->index, 2U);
        EXPECT_EQ(listed.clash->earlier, 0U);
    }
    EXPECT_FALSE(wallet.book().contacts().contains("DE11"));

    const auto same = wallet.add_contacts({contact("DE09", 3), contact("DE09", 3)}).value();
    EXPECT_FALSE(same.clash);
    EXPECT_TRUE(same.replaced.empty());

    const std::vector changed = {contact("DE10", 4), contact("DE09", 5)};
    const auto replaced = wallet.add_contacts(changed, KnownContacts::kReplace).value();
    EXPECT_FALSE(replaced.clash);
    EXPECT_EQ(replaced.replaced, std::vector<std::string>{"DE09"});
    EXPECT_EQ(wallet.book().contacts().at("DE09").to, changed[1].to);
}

TEST_F(WalletTest, AFileOfWhichTheMakingWasBrokenOffIsTold) {
    const auto file = world.unused_file();
    KeystoreContent content;
    world.environment().rng.fill(content.database_key.mutable_bytes());
    const auto sealed =
        seal_keystore(content, World::passphrase(), world.environment().rng, kKdfCostMin);
    ASSERT_TRUE(SealedStore::create(file, *sealed).ok());
    EXPECT_EQ(code_of(open(file, "passphrase")), "wallet_incomplete");
}

}  // namespace
}  // namespace tacit::wallet::wallet_test
