#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/plonk/testing/sample_circuits.hpp"
#include "zk/plonk/verifier.hpp"

namespace tacit::zk::plonk::prover_slow_test {
namespace {

using tacit::testing::SeededRng;
using testing::sample_circuit;
using testing::sample_keys;
using testing::SampleKeys;

TEST(ProverSlow, ThreeChunksFor2048Rows) {
    const auto built = sample_circuit(3, 2048);
    const SampleKeys keys = sample_keys(built.circuit);
    SeededRng rng(1);
    InlineExecutor executor;
    const auto proof = prove(keys.proving, built.witness, {}, rng, executor);
    ASSERT_TRUE(proof.ok()) << describe(proof.error());
    EXPECT_EQ(proof->quotient.size(), 3u);
    const Bytes bytes = proof->encode();
    EXPECT_EQ(bytes.size(), 2016u);
    const auto& tau = zk::testing::test_setup().tau_g2();
    const Claim claim{&keys.verifying(), built.witness.public_inputs, {}, bytes};
    EXPECT_TRUE(verify(claim, tau).ok());
    for (std::size_t chunk = 0; chunk < 3; ++chunk) {  // each chunk counts
        Proof changed = *proof;
        changed.quotient[chunk] = changed.permutation;
        const Bytes other = changed.encode();
        EXPECT_FALSE(verify({claim.key, claim.public_inputs, {}, other}, tau).ok());
    }
}

TEST(ProverSlow, ManyWitnessesAllVerifyInOneBatch) {
    const SampleKeys keys = sample_keys(sample_circuit(1).circuit);
    SeededRng rng(2);
    InlineExecutor executor;
    std::vector<BuiltCircuit> built;
    std::vector<Bytes> proofs;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        built.push_back(sample_circuit(seed));
        proofs.push_back(
            prove(keys.proving, built.back().witness, {}, rng, executor).value().encode());
    }
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < built.size(); ++i)
        claims.push_back({&keys.verifying(), built[i].witness.public_inputs, {}, proofs[i]});
    const auto& tau = zk::testing::test_setup().tau_g2();
    EXPECT_THAT(verify_batch(claims, tau, rng, executor), ::testing::IsEmpty());
    claims[33].digest[0] = 1;
    const auto bad = verify_batch(claims, tau, rng, executor);
    ASSERT_EQ(bad.size(), 1u);
    EXPECT_EQ(bad[0].index, 33u);
}

TEST(ProverSlow, RandomBitFlipsAreRefused) {
    const auto built = sample_circuit(1);
    const SampleKeys keys = sample_keys(built.circuit);
    SeededRng rng(3);
    InlineExecutor executor;
    const Bytes honest = prove(keys.proving, built.witness, {}, rng, executor).value().encode();
    const auto& tau = zk::testing::test_setup().tau_g2();
    for (int i = 0; i < 2000; ++i) {
        Bytes bytes = honest;
        const auto at = random_bytes<3>(rng);
        bytes[(at[0] * 256u + at[1]) % bytes.size()] ^=
            static_cast<std::uint8_t>(1u << (at[2] % 8));
        EXPECT_FALSE(verify({&keys.verifying(), built.witness.public_inputs, {}, bytes}, tau).ok());
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::prover_slow_test
