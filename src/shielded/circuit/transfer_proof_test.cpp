#include "shielded/circuit/transfer_proof.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "zk/curve/testing/test_setup.hpp"
#include "zk/plonk/description.hpp"

namespace tacit::shielded::transfer_proof_test {
namespace {

using testing::Branch;
using zk::testing::test_setup;

class TransferProofTest : public ::testing::Test {
  protected:
    static const TransferProver& prover() {
        static InlineExecutor executor;
        static const TransferProver kProver(test_setup(), executor);
        return kProver;
    }
    static TransferVerifier verifier() { return TransferVerifier(test_setup().tau_g2()); }

    TransferProofClaim proven(Branch branch) {
        const UnprovenTransfer transfer = testing::sample_transfer(branch, x_rng);
        const auto proof = prover().prove(transfer, x_rng, x_executor);
        EXPECT_TRUE(proof.ok()) << testing::name(branch);
        return {{transfer.public_inputs, transfer.digest}, *proof};
    }

    tacit::testing::SeededRng x_rng{11};
    InlineExecutor x_executor;
};

TEST_F(TransferProofTest, EveryBranchProvesAndVerifies) {
    std::vector<TransferProofClaim> claims;
    for (const Branch branch : testing::kAllBranches) claims.push_back(proven(branch));
    EXPECT_TRUE(verifier().verify(claims.front()));
    const auto holds = verifier().verify_batch(claims, x_rng, x_executor);
    EXPECT_TRUE(std::ranges::all_of(holds, [](bool held) { return held; }));
}

TEST_F(TransferProofTest, RefusesAnotherDigestInputOrProof) {
    const TransferProofClaim good = proven(Branch::kPlain);
    ASSERT_TRUE(verifier().verify(good));

    TransferProofClaim replayed = good;
    auto digest = replayed.claim.digest.bytes();
    digest[0] ^= 1;
    replayed.claim.digest = TxDigest(digest);
    EXPECT_FALSE(verifier().verify(replayed));

    TransferProofClaim richer = good;
    richer.claim.public_inputs.fee = zk::Fr(0);
    EXPECT_FALSE(verifier().verify(richer));

    TransferProofClaim stripped = good;
    stripped.proof = ProofBytes();
    EXPECT_FALSE(verifier().verify(stripped));
}

TEST_F(TransferProofTest, BatchNamesTheBadOne) {
    std::vector<TransferProofClaim> claims = {proven(Branch::kPlain), proven(Branch::kMerge),
                                              proven(Branch::kPublicLeg)};
    std::swap(claims[0].proof, claims[1].proof);
    EXPECT_EQ(verifier().verify_batch(claims, x_rng, x_executor),
              (std::vector<bool>{false, false, true}));
}

TEST_F(TransferProofTest, FalseStatementGetsNoProof) {
    UnprovenTransfer transfer = testing::sample_transfer(Branch::kPlain, x_rng);
    transfer.witness.outputs[0].value += zk::Fr::one();
    EXPECT_EQ(prover().prove(transfer, x_rng, x_executor).error().code,
              zk::plonk::ProveErrorCode::kUnsatisfied);
    UnprovenTransfer unbalanced = testing::sample_transfer(Branch::kPlain, x_rng);
    unbalanced.public_inputs.fee += zk::Fr::one();
    EXPECT_EQ(prover().prove(unbalanced, x_rng, x_executor).error().code,
              zk::plonk::ProveErrorCode::kUnsatisfied);
}

// A circuit that accepts what the witness makes of the public inputs says nothing of those claimed:
// the proof would be one of something else, and nobody's transfer.
TEST_F(TransferProofTest, PublicInputsThatTheWitnessDoesNotMakeGetNoProof) {
    const UnprovenTransfer honest = testing::sample_transfer(Branch::kPlain, x_rng);
    const auto refused = [&](const auto& change) {
        UnprovenTransfer claimed = honest;
        change(claimed.public_inputs);
        const auto proof = prover().prove(claimed, x_rng, x_executor);
        return !proof.ok() && proof.error().code == zk::plonk::ProveErrorCode::kUnsatisfied;
    };
    EXPECT_TRUE(refused([](auto& in) { std::swap(in.nullifiers[0], in.nullifiers[1]); }));
    EXPECT_TRUE(refused([](auto& in) { std::swap(in.commitments[0], in.commitments[2]); }));
    EXPECT_TRUE(refused([](auto& in) { in.rk_x += zk::Fr::one(); }));
    EXPECT_TRUE(refused([](auto& in) { in.rk_y = -in.rk_y; }));
    EXPECT_TRUE(refused([](auto& in) { in.policy_id += zk::Fr::one(); }));
    EXPECT_TRUE(refused([](auto& in) { in.rule_id += zk::Fr::one(); }));
}

TEST_F(TransferProofTest, PinnedKeyIsTheCircuitsKey) {
    const auto key = zk::plonk::make_verifying_key(transfer_circuit(), kTransferCircuitId,
                                                   test_setup(), x_executor);
    EXPECT_TRUE(key == transfer_verifying_key());
}

/// The committed text: rows by gadget, digests, proof length. A change is a new circuit version.
TEST_F(TransferProofTest, CircuitIsTheDescribedOne) {
    std::ifstream in(TACIT_SOURCE_DIR "/src/shielded/circuit/transfer_circuit.txt");
    const std::string committed(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(zk::plonk::describe_circuit(transfer_circuit(), transfer_verifying_key()), committed);
}

}  // namespace
}  // namespace tacit::shielded::transfer_proof_test
