// Transactions against the Python model.
#include "shielded/testing/vectors.hpp"

#include <gtest/gtest.h>

#include "shielded/tx/transaction.hpp"

namespace tacit::shielded::vectors_test {
namespace {

using testing::hex_array;
using testing::hex_bytes;
using testing::hex_fr;

TEST(TransactionVectors, Transfer) {
    const auto json = testing::load_vectors("tx.json")["transfer"];
    const ChainId chain(hex_array<32>(json["chain"]));
    const auto transfer = Transfer::decode(hex_bytes(json["bytes"]));
    ASSERT_TRUE(transfer.ok());
    EXPECT_EQ(transfer->encode(), hex_bytes(json["bytes"]));
    EXPECT_EQ(transfer->id(chain).bytes(), hex_array<32>(json["txid"]));
    EXPECT_EQ(transfer->witness_id().bytes(), hex_array<32>(json["witness_id"]));
    EXPECT_EQ(transfer->digest(chain).bytes(), hex_array<64>(json["digest"]));
    const auto inputs = transfer->public_inputs().to_array();
    ASSERT_EQ(inputs.size(), json["public_inputs"].size());
    for (std::size_t i = 0; i < inputs.size(); ++i)
        EXPECT_EQ(inputs[i], hex_fr(json["public_inputs"][i])) << i;
    EXPECT_TRUE(check_form(*transfer).ok());
}

TEST(TransactionVectors, Issue) {
    const auto json = testing::load_vectors("tx.json")["issue"];
    const ChainId chain(hex_array<32>(json["chain"]));
    const auto issue = Issue::decode(hex_bytes(json["bytes"]));
    ASSERT_TRUE(issue.ok());
    EXPECT_EQ(issue->encode(), hex_bytes(json["bytes"]));
    EXPECT_EQ(issue->id(chain).bytes(), hex_array<32>(json["txid"]));
    EXPECT_EQ(issue->witness_id().bytes(), hex_array<32>(json["witness_id"]));
    EXPECT_EQ(issue->digest(chain).bytes(), hex_array<64>(json["digest"]));
    EXPECT_EQ(issue->rho(chain).fr(), hex_fr(json["rho"]));
    EXPECT_EQ(issue->commitment(chain).fr(), hex_fr(json["cm"]));
}

TEST(TransactionVectors, ChainId) {
    const auto json = testing::load_vectors("tx.json");
    EXPECT_EQ(derive_chain_id(hex_bytes(json["genesis"])).bytes(), hex_array<32>(json["chain_id"]));
}

}  // namespace
}  // namespace tacit::shielded::vectors_test
