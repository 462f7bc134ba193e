// A chain that pays Anna, and the nodes that show it to her wallet or lie about it. For tests.
#pragma once

#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::testing {

using Blocks = std::vector<ledger::ScanBlock>;

/// What a node does to each output of a block.
inline void change_outputs(ledger::ScanBlock& block,
                           const std::function<void(shielded::OutputDescription&)>& change) {
    for (auto& entry : block.entries) {
        if (auto* transfer = std::get_if<ledger::ScanTransfer>(&entry))
            for (auto& output : transfer->outputs) change(output);
        else
            change(std::get<ledger::ScanMint>(entry).output);
    }
}

/// Hides every note of a block from whoever it is for.
inline void flip_tags(ledger::ScanBlock& block) {
    change_outputs(block, [](auto& output) { output.ciphertext.view_tag[0] ^= 1; });
}

/// A chain on which Anna was paid 5 TAC in block 2 and 10.00 EURX in block 3 of 4.
class WordsTest : public ::testing::Test {
  protected:
    WordsTest() {
        issuer = world.open(world.issuer_file());
        anna = world.open(world.make_wallet());
        issuer->sync();
        EXPECT_TRUE(issuer->pay(issue(*issuer, issuer->wallet, "USDX", "1.00")).ok());
        EXPECT_TRUE(issuer->pay(payment(*issuer, anna->wallet, "TAC", "5")).ok());
        EXPECT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "10.00")).ok());
        EXPECT_TRUE(issuer->pay(issue(*issuer, issuer->wallet, "USDX", "2.00")).ok());
    }

    NodeClient honest(const char* name) { return world.node().client(name); }
    /// Of a chain that holds by itself, of which the block at this height hides its notes.
    NodeClient hiding(const char* name, std::size_t height) {
        return world.node().client(name, {[height](Blocks& blocks) {
                                              if (blocks.size() > height) flip_tags(blocks[height]);
                                          },
                                          true});
    }
    std::string sync(NodeClient node) { return code_of(anna->wallet.sync(node)); }
    std::string message(NodeClient node) { return anna->wallet.sync(node).error().message; }
    ledger::AppHash honest_tip() { return world.node().chain().app_hash(); }
    void expect_paid() {
        EXPECT_EQ(anna->balance("EURX"), "10.00");
        EXPECT_EQ(anna->balance("TAC").substr(0, 2), "5.");
        EXPECT_EQ(anna->wallet.book().scan().app_hash(), honest_tip());
    }
    const StandingRecord& standing() { return anna->wallet.standing(); }

    World world;
    std::unique_ptr<Life> issuer;
    std::unique_ptr<Life> anna;
};

}  // namespace tacit::wallet::testing
