#include <gtest/gtest.h>

#include "ledger/genesis_state.hpp"
#include "wallet/testing/words_fixture.hpp"

namespace tacit::wallet {
namespace {

using testing::Blocks;
using testing::change_outputs;
using testing::code_of;
using testing::flip_tags;
using testing::issue;
using testing::payment;
using testing::WordsTest;

// ---- lies that do not hold by themselves: refused with nothing stored

struct WeakLie {
    const char* name;
    void (*lie)(Blocks&);
    const char* code;
};

class WeakLies : public WordsTest, public ::testing::WithParamInterface<WeakLie> {};

TEST_P(WeakLies, AreRefusedBeforeAnythingIsStored) {
    ASSERT_EQ(sync(world.node().client("liar", {GetParam().lie, false})), GetParam().code);
    EXPECT_EQ(anna->wallet.book().scan(), ScanRecord());
    EXPECT_TRUE(anna->wallet.book().notes().empty());
    EXPECT_TRUE(anna->wallet.book().movements().empty());
    EXPECT_EQ(standing(), StandingRecord());
    EXPECT_EQ(sync(honest("honest")), "ok");
    expect_paid();
}

ledger::ScanTransfer& first_transfer(Blocks& blocks) {
    return std::get<ledger::ScanTransfer>(blocks.at(2).entries.at(0));
}
ledger::ScanMint& first_issue(Blocks& blocks) {
    return std::get<ledger::ScanMint>(blocks.at(3).entries.at(0));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, WeakLies,
    ::testing::Values(
        WeakLie{"tag", [](Blocks& b) { flip_tags(b.at(3)); }, "node_inconsistent"},
        WeakLie{"tag_of_a_transfer", [](Blocks& b) { flip_tags(b.at(2)); }, "node_inconsistent"},
        WeakLie{"tag_of_genesis", [](Blocks& b) { flip_tags(b.at(0)); }, "node_inconsistent"},
        WeakLie{"ciphertext",
                [](Blocks& b) {
                    change_outputs(b.at(3), [](auto& out) { out.ciphertext.note[100] ^= 1; });
                },
                "node_inconsistent"},
        WeakLie{"outgoing",
                [](Blocks& b) {
                    change_outputs(b.at(2), [](auto& out) { out.ciphertext.outgoing[5] ^= 1; });
                },
                "node_inconsistent"},
        WeakLie{"epk",
                [](Blocks& b) {
                    auto& outputs = first_transfer(b).outputs;
                    std::swap(outputs[0].ciphertext.ephemeral_key,
                              outputs[1].ciphertext.ephemeral_key);
                },
                "node_inconsistent"},
        WeakLie{"commitment",
                [](Blocks& b) {
                    first_transfer(b).outputs[0].commitment = shielded::NoteCommitment(zk::Fr(5));
                },
                "node_inconsistent"},
        WeakLie{"sequence", [](Blocks& b) { first_issue(b).sequence ^= 1; }, "node_inconsistent"},
        WeakLie{"value", [](Blocks& b) { first_issue(b).value = Amount(7); }, "node_inconsistent"},
        WeakLie{"fee", [](Blocks& b) { first_transfer(b).fee = Amount(7); }, "node_inconsistent"},
        WeakLie{"nullifier",
                [](Blocks& b) { first_transfer(b).nullifiers[0] = shielded::Nullifier(zk::Fr(5)); },
                "node_inconsistent"},
        WeakLie{"invented_payment",
                [](Blocks& b) { b.at(1).entries.push_back(b.at(2).entries.at(0)); },
                "node_inconsistent"},
        WeakLie{"left_out", [](Blocks& b) { b.at(3).entries.clear(); }, "node_inconsistent"},
        // Of the next block on, every AppHash contradicts these.
        WeakLie{"time",
                [](Blocks& b) {
                    for (std::size_t i = 1; i < b.size(); ++i)
                        b[i].parts.time = UnixMillis(b[i].time().value() + 60'000);
                },
                "node_contradicts"},
        WeakLie{"state", [](Blocks& b) { b.at(2).parts.state = ledger::LtDigest(); },
                "node_contradicts"},
        WeakLie{"transactions", [](Blocks& b) { b.at(2).parts.tx_root = ledger::TxRoot(); },
                "node_contradicts"},
        WeakLie{"history", [](Blocks& b) { b.at(2).parts.history = ledger::HistoryRoot(); },
                "node_contradicts"},
        WeakLie{"tree", [](Blocks& b) { b.at(2).parts.trees.back().root = zk::Fr(5); },
                "node_inconsistent"},
        WeakLie{"backwards", [](Blocks& b) { b.at(3).parts.time = b.at(2).time(); },
                "node_inconsistent"}),
    [](const auto& kind) { return std::string(kind.param.name); });

// A lie about the very last block has no later block against it, and so must fail by itself.
TEST_F(WordsTest, ABitFlippedInTheLastBlockIsRefused) {
    const auto lie = [](Blocks& blocks) { flip_tags(blocks.back()); };
    EXPECT_EQ(sync(world.node().client("liar", {lie, false})), "node_inconsistent");
    EXPECT_EQ(anna->wallet.book().scan().next_height, 0U);
}

// ---- chains that hold by themselves: one word against another

TEST_F(WordsTest, AHiddenPaymentComesToLightWithTheThirdWord) {
    ASSERT_EQ(sync(hiding("liar", 3)), "ok");
    EXPECT_EQ(anna->balance("EURX"), "0.00");
    EXPECT_EQ(standing().confirmed(), std::nullopt) << "one node's word alone";

    const auto before = anna->wallet.book().scan();
    const std::string both = message(honest("second"));
    EXPECT_NE(both.find("liar"), std::string::npos) << both;
    EXPECT_NE(both.find("second"), std::string::npos) << both;
    EXPECT_EQ(anna->wallet.book().scan(), before) << "nothing is stored";
    // Neither is believed any further, not even about new blocks, nor for a payment.
    world.node().add_empty_blocks(2);
    EXPECT_EQ(sync(hiding("liar", 3)), "node_contradicts");
    EXPECT_EQ(sync(honest("second")), "node_contradicts");
    auto liar = hiding("liar", 3);
    Payer payer(anna->wallet, liar, anna->prover);
    EXPECT_EQ(code_of(payer.pay(payment(*anna, issuer->wallet, "TAC", "1"))), "node_contradicts");
    EXPECT_EQ(anna->wallet.book().scan(), before);

    ASSERT_EQ(sync(honest("third")), "ok");
    expect_paid();
    EXPECT_EQ(standing().contradiction, std::nullopt);
    EXPECT_TRUE(standing().is_refuted("liar"));
    EXPECT_EQ(standing().confirmed(), shielded::Height(4));
    // The liar is refused at once, and puts nothing in doubt any more.
    EXPECT_EQ(sync(hiding("liar", 3)), "node_contradicts");
    EXPECT_EQ(standing().contradiction, std::nullopt);
    EXPECT_EQ(sync(honest("second")), "ok");
    EXPECT_EQ(standing().confirmed(), anna->wallet.height());
}

TEST_F(WordsTest, AThirdWordForWhatWasReadRefutesTheOther) {
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(hiding("liar", 2)), "node_contradicts");
    ASSERT_TRUE(standing().contradiction.has_value());
    EXPECT_EQ(sync(honest("first")), "node_contradicts") << "a party is no third";
    ASSERT_EQ(sync(honest("third")), "ok");
    EXPECT_TRUE(standing().is_refuted("liar"));
    expect_paid();
    EXPECT_EQ(sync(honest("first")), "ok");
}

TEST_F(WordsTest, WhatTwoNodesSayOneCannotPutInDoubt) {
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(honest("second")), "ok");
    EXPECT_EQ(standing().confirmed(), shielded::Height(4));
    ASSERT_EQ(sync(hiding("liar", 2)), "node_contradicts");
    EXPECT_EQ(standing().contradiction, std::nullopt);
    EXPECT_EQ(sync(honest("first")), "ok");
    expect_paid();
}

TEST_F(WordsTest, NorWhatTheySayOfBlocksBeforeTheLast) {
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(honest("second")), "ok");
    world.node().add_empty_blocks(1);
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(standing().confirmed(), shielded::Height(4));
    const auto lie = [](Blocks& blocks) {
        blocks.pop_back();
        flip_tags(blocks.at(2));
    };
    ASSERT_EQ(sync(world.node().client("liar", {lie, true})), "node_contradicts");
    EXPECT_EQ(standing().contradiction, std::nullopt);
    EXPECT_TRUE(standing().is_refuted("liar"));
    EXPECT_EQ(sync(honest("first")), "ok");
    // Of what is not confirmed, one word is as good as another.
    const auto late = [](Blocks& blocks) {
        blocks.at(5).parts.time = UnixMillis(blocks.at(5).time().value() + 1);
    };
    ASSERT_EQ(sync(world.node().client("another", {late, true})), "node_contradicts");
    EXPECT_TRUE(standing().contradiction.has_value());
}

TEST_F(WordsTest, ThreeThatContradictEachOtherSettleNothing) {
    ASSERT_EQ(sync(hiding("one", 2)), "ok");
    ASSERT_EQ(sync(hiding("two", 3)), "node_contradicts");
    const std::string all = message(hiding("three", 4));
    for (const char* name : {"one", "two", "three"})
        EXPECT_NE(all.find(name), std::string::npos) << all;
    ASSERT_TRUE(standing().contradiction.has_value());
    auto node = honest("one");  // mended
    ASSERT_EQ(code_of(anna->wallet.sync_believing(node, honest_tip())), "ok");
    expect_paid();
}

TEST_F(WordsTest, ARefutedNodeIsNoThird) {
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(honest("second")), "ok");
    ASSERT_EQ(sync(hiding("liar", 2)), "node_contradicts");
    ASSERT_TRUE(standing().is_refuted("liar"));
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "1.00")).ok());
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(hiding("second", 5)), "node_contradicts");
    ASSERT_TRUE(standing().contradiction.has_value());
    const auto before = anna->wallet.book().scan();
    EXPECT_EQ(sync(hiding("liar", 5)), "node_contradicts");
    EXPECT_TRUE(standing().contradiction.has_value()) << "settled by a refuted node";
    EXPECT_EQ(anna->wallet.book().scan(), before);
    // One that agrees is heard again.
    ASSERT_EQ(sync(honest("liar")), "ok");
    EXPECT_TRUE(standing().is_refuted("second"));
    EXPECT_EQ(anna->balance("EURX"), "11.00");
}

TEST_F(WordsTest, ANodeCanContradictItself) {
    // It lies about its last block, and tells the truth once that is no longer the last.
    ASSERT_EQ(sync(hiding("node", 4)), "ok");
    world.node().add_empty_blocks(1);
    const std::string text = message(honest("node"));
    EXPECT_NE(text.find("contradicts what it said before"), std::string::npos) << text;
    EXPECT_EQ(sync(honest("node")), "node_contradicts");
    ASSERT_EQ(sync(honest("other")), "ok");
    expect_paid();
    EXPECT_FALSE(standing().is_refuted("node")) << "its second word was right";
}

// It shows the last block as it was read, and a next one that builds on others.
TEST_F(WordsTest, AnAnswerThatContradictsItselfIsNoWord) {
    ASSERT_EQ(sync(honest("node")), "ok");
    world.node().add_empty_blocks(1);
    const StandingRecord before = standing();
    const auto lie = [](Blocks& blocks) { blocks.at(5).parts.history = ledger::HistoryRoot(); };
    EXPECT_EQ(sync(world.node().client("node", {lie, false})), "node_contradicts");
    EXPECT_EQ(standing(), before) << "stored";
    EXPECT_EQ(sync(honest("node")), "ok");
    expect_paid();
}

TEST_F(WordsTest, TheOwnersWordSettlesIt) {
    ASSERT_EQ(sync(hiding("liar", 3)), "ok");
    ASSERT_EQ(sync(honest("second")), "node_contradicts");
    auto liar = hiding("liar", 3);
    auto second = honest("second");
    const auto before = anna->wallet.book().scan();
    EXPECT_EQ(code_of(anna->wallet.sync_believing(liar, honest_tip())), "app_hash_unknown");
    EXPECT_EQ(code_of(anna->wallet.sync_believing(second, ledger::AppHash())), "app_hash_unknown");
    EXPECT_EQ(anna->wallet.book().scan(), before);
    ASSERT_TRUE(standing().contradiction.has_value());
    ASSERT_EQ(code_of(anna->wallet.sync_believing(second, honest_tip())), "ok");
    expect_paid();
    EXPECT_EQ(standing().contradiction, std::nullopt);
    EXPECT_TRUE(standing().is_refuted("liar"));
    EXPECT_EQ(standing().confirmed(), shielded::Height(4));
}

ledger::AppHash hash_at(NodeClient node, std::uint64_t height) {
    return node.block(shielded::Height(height)).value().app_hash();
}

/// Forks off the honest chain at block 30.
void fork_at_30(Blocks& blocks) {
    blocks.at(30).parts.state = ledger::LtDigest();
}

// Block 14 lies before a landmark that both chains have, block 20 after the last such.
TEST_F(WordsTest, AnOldAppHashSaysNothingOfLaterBlocks) {
    world.node().add_empty_blocks(50);
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(honest("second")), "ok");
    auto liar = world.node().client("liar", {fork_at_30, true});
    const StandingRecord before = standing();
    for (const std::uint64_t height : {14U, 16U, 20U}) {
        const auto trusted = hash_at(honest("first"), height);
        EXPECT_EQ(code_of(anna->wallet.sync_believing(liar, trusted)), "node_contradicts");
        expect_paid();
        EXPECT_EQ(standing().confirmed(), before.confirmed());
        EXPECT_FALSE(standing().is_refuted("first"));
        EXPECT_FALSE(standing().is_refuted("second"));
        EXPECT_TRUE(standing().is_refuted("liar"));
        EXPECT_EQ(standing().contradiction, std::nullopt);
    }
    // At a node that has only blocks between two landmarks it shows no difference.
    const auto shorter = [](Blocks& blocks) {
        blocks.resize(31);
        fork_at_30(blocks);
    };
    auto behind = world.node().client("behind", {shorter, true});
    EXPECT_EQ(code_of(anna->wallet.sync_believing(behind, hash_at(honest("first"), 20))),
              "app_hash_unknown");
    expect_paid();
    auto first = honest("first");
    EXPECT_EQ(code_of(anna->wallet.sync_believing(first, hash_at(honest("first"), 20))), "ok");
    expect_paid();
}

TEST_F(WordsTest, AnOldAppHashSettlesNoLaterContradiction) {
    world.node().add_empty_blocks(50);
    ASSERT_EQ(sync(honest("first")), "ok");
    auto liar = world.node().client("liar", {fork_at_30, true});
    EXPECT_EQ(code_of(anna->wallet.sync(liar)), "node_contradicts");
    auto first = honest("first");
    for (const std::uint64_t height : {14U, 16U, 20U})
        for (NodeClient* node : {&liar, &first}) {
            const auto trusted = hash_at(honest("first"), height);
            const std::string code = code_of(anna->wallet.sync_believing(*node, trusted));
            EXPECT_EQ(code, "node_contradicts") << height;
            EXPECT_TRUE(standing().contradiction.has_value());
            EXPECT_TRUE(standing().refuted.empty());
            expect_paid();
        }
    ASSERT_EQ(code_of(anna->wallet.sync_believing(first, honest_tip())), "ok");
    EXPECT_TRUE(standing().is_refuted("liar"));
    // The owner's word on an older block takes nothing from that on a later one.
    ASSERT_EQ(code_of(anna->wallet.sync_believing(first, hash_at(honest("first"), 14))), "ok");
    EXPECT_EQ(standing().confirmed(), anna->wallet.height());
}

TEST_F(WordsTest, TheOwnersWordForWhatWasRead) {
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(hiding("liar", 3)), "node_contradicts");
    auto first = honest("first");
    ASSERT_EQ(code_of(anna->wallet.sync_believing(first, honest_tip())), "ok");
    EXPECT_EQ(standing().contradiction, std::nullopt);
    EXPECT_TRUE(standing().is_refuted("liar"));
    EXPECT_EQ(standing().confirmed(), shielded::Height(4));
}

// Blocks that a node invents make every honest node look as if it were behind.
TEST_F(WordsTest, AnInventedEndIsContradictedByAShorterChain) {
    world.node().add_empty_blocks(20);
    const auto invent = [](Blocks& blocks) {
        flip_tags(blocks.at(3));
        for (int i = 0; i < 30; ++i) {
            ledger::ScanBlock next = blocks.back();
            next.entries.clear();
            next.parts.time = UnixMillis(next.time().value() + 1);
            blocks.push_back(next);
        }
    };
    ASSERT_EQ(sync(world.node().client("liar", {invent, true})), "ok");
    EXPECT_EQ(anna->wallet.height(), shielded::Height(54));
    ASSERT_EQ(sync(honest("second")), "node_contradicts");
    ASSERT_TRUE(standing().contradiction.has_value());
    ASSERT_EQ(sync(honest("third")), "ok");
    EXPECT_EQ(anna->wallet.height(), shielded::Height(24));
    expect_paid();
}

// No landmark between the fork and the honest tip is kept: the owner's word decides.
TEST_F(WordsTest, AnInventedEndBehindTheLastLandmarkSeemsAhead) {
    world.node().add_empty_blocks(20);
    const auto invent = [](Blocks& blocks) {
        blocks.at(20).parts.state = ledger::LtDigest();
        for (int i = 0; i < 30; ++i) {
            ledger::ScanBlock next = blocks.back();
            next.parts.time = UnixMillis(next.time().value() + 1);
            blocks.push_back(next);
        }
    };
    ASSERT_EQ(sync(world.node().client("liar", {invent, true})), "ok");
    auto second = honest("second");
    const auto behind = anna->wallet.sync(second);
    ASSERT_EQ(code_of(behind), "node_behind");
    EXPECT_NE(behind.error().hint.find("--app-hash"), std::string::npos) << behind.error().hint;
    EXPECT_EQ(standing().contradiction, std::nullopt);
    ASSERT_EQ(code_of(anna->wallet.sync_believing(second, honest_tip())), "ok");
    EXPECT_EQ(anna->wallet.height(), shielded::Height(24));
    expect_paid();
    EXPECT_FALSE(standing().is_refuted("liar"));
}

TEST_F(WordsTest, ANodeThatIsOnlyBehindContradictsNothing) {
    world.node().add_empty_blocks(20);
    ASSERT_EQ(sync(honest("first")), "ok");
    world.node().tip_shown = 20;
    EXPECT_EQ(sync(honest("second")), "node_behind");
    EXPECT_EQ(standing().contradiction, std::nullopt);
}

// A payment of the wallet's own that only a lie showed as final is open again, and is made.
TEST_F(WordsTest, APaymentThatALieMadeFinalIsOpenAgain) {
    ASSERT_EQ(sync(honest("liar")), "ok");
    world.node().fate = testing::SubmitFate::kServerError;
    ASSERT_FALSE(anna->pay(payment(*anna, issuer->wallet, "EURX", "4.00", "rent")).ok());
    const PaymentRecord sent = *anna->wallet.book().find_payment("rent");
    const auto show = [&](Blocks& blocks) {
        const auto transaction = shielded::decode_transaction(sent.transaction);
        const auto& transfer = std::get<shielded::Transfer>(*transaction);
        ledger::ScanBlock next = blocks.back();
        next.entries = {ledger::ScanTransfer{sent.txid,
                                             transfer.nullifiers,
                                             transfer.public_leg,
                                             transfer.fee,
                                             transfer.fee_asset,
                                             {},
                                             transfer.outputs}};
        next.parts.time = UnixMillis(next.time().value() + 1);
        blocks.push_back(next);
    };
    ASSERT_EQ(sync(world.node().client("liar", {show, true})), "ok");
    EXPECT_EQ(anna->wallet.book().find_payment("rent")->state, PaymentState::kFinal);

    world.node().add_empty_blocks(1);
    ASSERT_EQ(sync(honest("second")), "node_contradicts");
    ASSERT_EQ(sync(honest("third")), "ok");
    EXPECT_EQ(anna->wallet.book().find_payment("rent")->state, PaymentState::kSent);
    EXPECT_EQ(anna->wallet.book().find_payment("rent")->transaction, sent.transaction);
    EXPECT_EQ(anna->wallet.book().find_movement(sent.txid), nullptr);
    world.node().fate = testing::SubmitFate::kTaken;
    const auto again = anna->pay(payment(*anna, issuer->wallet, "EURX", "4.00", "rent"));
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(world.node().arrived().back(), sent.transaction) << "the same bytes";
    EXPECT_EQ(anna->balance("EURX"), "6.00");
}

// Another process that holds the file reads it whole again when rows were taken off.
TEST_F(WordsTest, OtherProcessesFollowAReplacedChain) {
    const auto file = world.make_wallet();
    auto one = world.open(file);
    auto two = world.open(file);
    ASSERT_TRUE(issuer->pay(payment(*issuer, one->wallet, "TAC", "3")).ok());
    const auto invent = [](Blocks& blocks) {
        // The payment is shown twice.
        ledger::ScanBlock next = blocks.back();
        auto& copy = std::get<ledger::ScanTransfer>(next.entries.at(0));
        copy.id = shielded::TxId({9});
        next.parts.time = UnixMillis(next.time().value() + 1);
        blocks.push_back(next);
    };
    auto liar = world.node().client("liar", {invent, true});
    ASSERT_EQ(code_of(one->wallet.sync(liar)), "ok");
    ASSERT_TRUE(two->wallet.file().refresh().ok());
    ASSERT_EQ(two->wallet.book().notes().size(), 2U);
    world.node().add_empty_blocks(1);
    auto second = honest("second");
    auto third = honest("third");
    ASSERT_EQ(code_of(one->wallet.sync(second)), "node_contradicts");
    ASSERT_EQ(code_of(one->wallet.sync(third)), "ok");
    EXPECT_EQ(one->wallet.book().notes().size(), 1U);
    ASSERT_TRUE(two->wallet.file().refresh().ok());
    EXPECT_EQ(two->wallet.book().notes().size(), 1U);
    EXPECT_EQ(two->wallet.book().movements().size(), 1U);
    auto fresh = world.open(file);
    EXPECT_EQ(fresh->wallet.book().notes().size(), 1U);
    EXPECT_EQ(fresh->wallet.book().scan(), one->wallet.book().scan());
    EXPECT_EQ(fresh->wallet.book().tree().root(), world.node().chain().anchor());
}

// Times move no anchor off its grid, and a chain ahead of the clock is told.
TEST_F(WordsTest, TimesAheadAreTold) {
    ASSERT_EQ(sync(honest("honest")), "ok");
    world.clock().time_ms = anna->wallet.book().scan().time.value();
    EXPECT_EQ(anna->wallet.ahead_of_clock_ms(), 0U);
    world.clock().time_ms -= 5000;
    EXPECT_EQ(anna->wallet.ahead_of_clock_ms(), 5000U);
}

}  // namespace
}  // namespace tacit::wallet
