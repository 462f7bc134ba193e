// What each id covers.
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::shielded::testing::ids_test {
namespace {

using tacit::testing::SeededRng;

Transfer transfer_sample(Branch branch = Branch::kPlain) {
    SeededRng rng(11);
    return sample_signed_transfer(branch, rng);
}

// Ids: the transaction id ignores proof and signature, the witness id nothing, and all but the
// witness id depend on the chain.
TEST(TransactionIds, CoverWhatTheyShould) {
    const Transfer transfer = transfer_sample();
    const ChainId chain = test_chain_id();
    const Bytes honest = transfer.encode();
    for (std::size_t at = 0; at < honest.size(); at += (at < 300 ? 1 : 37)) {
        Bytes bytes = honest;
        bytes[at] ^= 1;
        const ByteSpan effecting = ByteSpan(bytes).first(Transfer::kEffectingSizeBytes);
        const bool effects = at < Transfer::kEffectingSizeBytes;
        EXPECT_EQ(derive_tx_id(chain, effecting) != transfer.id(chain), effects) << at;
        EXPECT_EQ(derive_tx_digest(chain, effecting) != transfer.digest(chain), effects) << at;
        EXPECT_NE(derive_witness_id(bytes), transfer.witness_id()) << at;
    }
    EXPECT_NE(transfer.id(ChainId()), transfer.id(chain));
    EXPECT_NE(transfer.digest(ChainId()), transfer.digest(chain));
}

}  // namespace
}  // namespace tacit::shielded::testing::ids_test
