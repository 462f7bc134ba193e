#include "node/service/deferred_proofs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::node::deferred_proofs_test {
namespace {

using shielded::Height;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DeferredProofsTest : public ::testing::Test {
  protected:
    ledger::TransferProof proof(bool holds) {
        const auto transfer = x_chain.transfer();
        return {shielded::transfer_claim(transfer, x_chain.id()),
                holds ? transfer.proof : shielded::ProofBytes()};
    }
    void block(DeferredProofs& proofs, std::uint64_t height, const std::vector<bool>& holds) {
        std::vector<ledger::TransferProof> batch;
        for (const bool one : holds) batch.push_back(proof(one));
        EXPECT_THAT(proofs.verify(batch), ::testing::Each(true));
        proofs.end_block(Height(height));
    }
    ledger::testing::SampleChain x_chain;
    ledger::testing::StubProofVerifier x_stub;
};

TEST_F(DeferredProofsTest, NamesTheBlocksOfBadProofs) {
    DeferredProofs proofs(x_stub, 3);
    block(proofs, 1, {true});
    block(proofs, 2, {false, true});  // three wait: verified
    EXPECT_EQ(x_stub.verified_count(), 3U);
    EXPECT_THAT(proofs.bad_heights(), ElementsAre(Height(2)));
    block(proofs, 3, {});
    block(proofs, 4, {false, false});
    EXPECT_THAT(proofs.bad_heights(), ElementsAre(Height(2)));
    proofs.flush();
    EXPECT_THAT(proofs.bad_heights(), ElementsAre(Height(2), Height(4)));
    proofs.flush();
    EXPECT_EQ(x_stub.verified_count(), 5U);
}

TEST_F(DeferredProofsTest, ForgetsProofsOfABlockThatWasNotFinished) {
    DeferredProofs proofs(x_stub, 100);
    block(proofs, 1, {true});
    const std::vector<ledger::TransferProof> torn = {proof(false)};
    proofs.verify(torn);
    proofs.flush();
    EXPECT_THAT(proofs.bad_heights(), IsEmpty());
    EXPECT_EQ(x_stub.verified_count(), 1U);
}

}  // namespace
}  // namespace tacit::node::deferred_proofs_test
