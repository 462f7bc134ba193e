#include "zk/plonk/prover.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/plonk/testing/sample_circuits.hpp"
#include "zk/plonk/verifier.hpp"

namespace tacit::zk::plonk {
namespace {

using testing::sample_circuit;
using testing::sample_keys;
using testing::SampleKeys;
using testing::SeededRng;

TransactionDigest digest_of(std::uint8_t fill) {
    TransactionDigest out;
    out.fill(fill);
    return out;
}

Result<void, VerifyError> check(const VerifyingKey& key, const Witness& witness,
                                const Proof& proof) {
    const Bytes bytes = proof.encode();
    return verify({&key, witness.public_inputs, digest_of(1), bytes},
                  zk::testing::test_setup().tau_g2());
}

/// Sizes without a Lagrange basis in the setup (128, 256), with one (1024), and with three chunks.
class ProverSizes : public ::testing::TestWithParam<std::size_t> {};

TEST_P(ProverSizes, HonestProofsVerify) {
    const auto built = sample_circuit(3, GetParam());
    const SampleKeys keys = sample_keys(built.circuit);
    SeededRng rng(1);
    InlineExecutor executor;
    const auto proof = prove(keys.proving, built.witness, digest_of(1), rng, executor);
    ASSERT_TRUE(proof.ok()) << describe(proof.error());
    EXPECT_EQ(proof->encode().size(), keys.verifying().proof_size_bytes());
    EXPECT_EQ(proof->quotient.size(), GetParam() == 2048 ? 3u : 2u);
    const auto verified = check(keys.verifying(), built.witness, *proof);
    EXPECT_TRUE(verified.ok()) << describe(verified.error());
}

INSTANTIATE_TEST_SUITE_P(AllSizes, ProverSizes, ::testing::Values(128, 256, 1024, 2048));

}  // namespace
}  // namespace tacit::zk::plonk
