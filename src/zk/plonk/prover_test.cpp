#include "zk/plonk/prover.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/counting_rng.hpp"
#include "zk/plonk/testing/sample_circuits.hpp"
#include "zk/plonk/testing/transcript_frames.hpp"
#include "zk/plonk/verifier.hpp"

namespace tacit::zk::plonk::prover_test {
namespace {

using tacit::testing::SeededRng;
using testing::expect_frames;
using testing::FrameRecorder;
using testing::frames_of;
using testing::sample_circuit;
using testing::sample_keys;
using testing::SampleKeys;

const TransactionDigest kDigest{1, 2, 3};

const BuiltCircuit& built() {
    static const BuiltCircuit shared = sample_circuit(3);
    return shared;
}

const SampleKeys& keys() {
    static const SampleKeys shared = sample_keys(built().circuit);
    return shared;
}

Result<Proof, ProveError> prove_with(const ProvingKey& key, const Witness& witness,
                                     TranscriptObserver* observer = nullptr,
                                     std::uint64_t seed = 1) {
    SeededRng rng(seed);
    InlineExecutor executor;
    return prove(key, witness, kDigest, rng, executor, observer);
}

Result<void, VerifyError> check(const VerifyingKey& key, const Witness& witness, const Proof& proof,
                                TranscriptObserver* observer = nullptr) {
    const Bytes bytes = proof.encode();
    return verify({&key, witness.public_inputs, kDigest, bytes}, zk::testing::test_setup().tau_g2(),
                  observer);
}

ProveErrorCode refusal(const ProvingKey& key, const Witness& witness,
                       TranscriptObserver* observer = nullptr) {
    const auto result = prove_with(key, witness, observer);
    EXPECT_FALSE(result.ok());
    return result.ok() ? ProveErrorCode{} : result.error().code;
}

/// Writes down challenges; may leave one item out or replace challenges.
class Probe final : public TranscriptObserver {
  public:
    bool absorb(std::string_view, ByteSpan) override { return items++ != left_out; }
    void challenge(std::string_view label, Fr& value) override {
        if (replace) replace(label, value);
        challenges.emplace_back(items, value);
    }

    std::vector<std::pair<std::size_t, Fr>> challenges;  // items before it, value
    std::size_t items = 0;
    std::size_t left_out = ~std::size_t{0};
    std::function<void(std::string_view, Fr&)> replace;
};

// ---------------------------------------------------------------- round trips

/// A setup without a Lagrange basis of the size (128, 256) and with one (1024).
class ProverSizes : public ::testing::TestWithParam<std::size_t> {};

TEST_P(ProverSizes, HonestProofsVerify) {
    const auto circuit = sample_circuit(3, GetParam());
    const SampleKeys sized = sample_keys(circuit.circuit);
    const auto proof = prove_with(sized.proving, circuit.witness);
    ASSERT_TRUE(proof.ok()) << describe(proof.error());
    EXPECT_EQ(proof->encode().size(), 1920u);
    EXPECT_EQ(sized.verifying().proof_size_bytes(), 1920u);
    EXPECT_TRUE(check(sized.verifying(), circuit.witness, *proof).ok());
}

INSTANTIATE_TEST_SUITE_P(All, ProverSizes, ::testing::Values(128, 256, 1024));

/// Runs tasks backwards and claims two workers.
class BackwardsExecutor final : public Executor {
  public:
    void run(std::size_t count, const std::function<void(std::size_t)>& task) override {
        for (std::size_t i = count; i-- > 0;) task(i);
    }
    std::size_t workers() const override { return 2; }
};

TEST(Prover, TheProofDoesNotDependOnTheExecutor) {
    SeededRng rng(1);
    BackwardsExecutor executor;
    const auto proof = prove(keys().proving, built().witness, kDigest, rng, executor);
    ASSERT_TRUE(proof.ok());
    EXPECT_TRUE(*proof == *prove_with(keys().proving, built().witness));
}

// ---------------------------------------------------------------- blinding

TEST(Prover, ProofsOfOneWitnessHaveNothingInCommon) {
    const auto a = prove_with(keys().proving, built().witness, nullptr, 1).value();
    const auto b = prove_with(keys().proving, built().witness, nullptr, 2).value();
    for (std::size_t i = 0; i < points_of_proof(2); ++i)
        EXPECT_FALSE(a.points()[i] == b.points()[i]) << point_label(i, 2);
    for (std::size_t i = 0; i < kEvaluations; ++i)
        EXPECT_FALSE(a.evaluations()[i] == b.evaluations()[i]) << evaluation_label(i);
}

/// Every place where a polynomial is seen, counted from the layout: one blinder each.
TEST(Prover, BlindersEqualTheTimesAPolynomialIsSeen) {
    const Proof proof = prove_with(keys().proving, built().witness).value();
    for (std::size_t i = 0; i < kWires; ++i) {
        std::size_t seen = 1;                                          // commitment: at tau
        seen += i < proof.wires_at_zeta.size();                        // opened at zeta
        seen += i < std::tuple_size_v<decltype(RowValues<Fr>::next)>;  // quotient: at tau·omega
        seen += i < proof.wires_at_zeta_omega.size();                  // opened at zeta·omega
        EXPECT_EQ(blinders_of_wire(i), seen) << i;
    }
    // z: commitment, z(omega X) in the quotient, opened at zeta·omega; at zeta only inside r.
    EXPECT_EQ(kPermutationBlinders, 3u);
    // Chunks: each cut hides its two sides with one blinder; r opens only their sum.
    EXPECT_EQ(chunks_of(1024), 2u);
    EXPECT_EQ(chunks_of(2048), 3u);
}

/// A prover that drew fewer field elements (64 bytes each) would reuse one or leave one out.
TEST(Prover, DrawsOneFieldElementForEachBlinder) {
    tacit::testing::CountingRng rng;
    InlineExecutor executor;
    ASSERT_TRUE(prove(keys().proving, built().witness, kDigest, rng, executor).ok());
    const std::size_t wires = 4 * 4 + 5 * 2, permutation = 3, chunks = 1;
    EXPECT_EQ(rng.drawn(), 64 * (wires + permutation + chunks));
}

/// Degrees recounted from the blinders, term by term.
TEST(Prover, QuotientSizeFollowsFromTheDegrees) {
    for (const std::size_t n : {128u, 1024u, 2048u}) {
        const std::size_t routed = n - 1 + kNextWireBlinders, fixed = n - 1;
        const std::size_t last_routed = n - 1 + kOtherWireBlinders;
        const std::size_t z = n - 1 + kPermutationBlinders;
        const std::size_t permutation = z + 4 * routed + last_routed;
        const std::size_t gates = 5 * routed + fixed;
        EXPECT_EQ(quotient_size(n), std::max(permutation, gates) - n + 1);
        EXPECT_LE(quotient_size(n), kQuotientCosets * 2 * n);
        EXPECT_GE(chunks_of(n) * chunk_size(n), quotient_size(n));
        EXPECT_LE(chunk_size(n) + 1, kSetupPowers);
    }
}

// ---------------------------------------------------------------- refusals

TEST(Prover, RefusesAWitnessThatDoesNotSatisfyAndNamesTheFirstEquation) {
    Witness witness = built().witness;
    const Cell cell{3, 4};  // inside the range chain
    witness.at(cell) += Fr(100);
    const auto result = prove_with(keys().proving, witness);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(),
              (ProveError{ProveErrorCode::kUnsatisfied, Violation{3, Gate::kRange, 3}}));
    EXPECT_EQ(describe(result.error()),
              "the statement is not true: row 3, RANGE, constraint 3 does not hold");
}

TEST(Prover, RefusesAWrongPublicInput) {
    for (std::size_t i = 0; i < built().witness.public_inputs.size(); ++i) {
        Witness witness = built().witness;
        witness.public_inputs[i] += Fr(1);
        EXPECT_EQ(refusal(keys().proving, witness), ProveErrorCode::kUnsatisfied);
    }
}

TEST(Prover, RefusesAWitnessOfAnotherShape) {
    Witness fewer_rows = built().witness;
    fewer_rows.rows.pop_back();
    EXPECT_EQ(refusal(keys().proving, fewer_rows), ProveErrorCode::kWrongShape);
    Witness more_inputs = built().witness;
    more_inputs.public_inputs.emplace_back();
    EXPECT_EQ(refusal(keys().proving, more_inputs), ProveErrorCode::kWrongShape);
}

TEST(Prover, ADivisionByZeroWhenAChallengeFallsInTheDomain) {
    const Fr element = keys().verifying().domain().element(5);
    Probe zeta, poles;
    zeta.replace = [&](std::string_view label, Fr& value) {
        if (label == "zeta") value = element;
    };
    EXPECT_EQ(refusal(keys().proving, built().witness, &zeta), ProveErrorCode::kChallengeInDomain);
    // beta = 0 and gamma = -w: a denominator of z vanishes.
    poles.replace = [&](std::string_view label, Fr& value) {
        if (label == "beta") value = Fr();
        if (label == "gamma") value = -built().witness.rows[4][1];
    };
    EXPECT_EQ(refusal(keys().proving, built().witness, &poles), ProveErrorCode::kChallengeInDomain);
    const Proof proof = prove_with(keys().proving, built().witness).value();
    const auto verified = check(keys().verifying(), built().witness, proof, &zeta);
    ASSERT_FALSE(verified.ok());
    EXPECT_EQ(verified.error().code, VerifyErrorCode::kChallengeInDomain);
}

TEST(Prover, NeverEmitsAProofThatWouldNotVerify) {
    ProvingKey coset = keys().proving;  // a bit of memory at fault in a cached table
    coset.cosets[1][17].fixed[index_of(Column::kK0)] += Fr(1);
    EXPECT_EQ(refusal(coset, built().witness), ProveErrorCode::kInconsistent);
    ProvingKey column = keys().proving;
    column.fixed[index_of(Column::kM2)][9] += Fr(1);
    EXPECT_EQ(refusal(column, built().witness), ProveErrorCode::kInconsistent);
    ProvingKey sigma = keys().proving;
    sigma.sigma_values[2][1] += Fr(1);
    EXPECT_EQ(refusal(sigma, built().witness), ProveErrorCode::kInconsistent);
}

// ---------------------------------------------------------------- transcript

/// A frame for each item is not enough: a transcript that held zeros in it would bind nothing. The
/// prover never needs u, the last challenge, which the verifier uses to join the openings.
TEST(TranscriptManifest, HoldsTheClaimsBytes) {
    FrameRecorder prover, verifier;
    const Bytes proof = prove_with(keys().proving, built().witness, &prover).value().encode();
    const Claim claim{&keys().verifying(), built().witness.public_inputs, kDigest, proof};
    ASSERT_TRUE(verify(claim, zk::testing::test_setup().tau_g2(), &verifier).ok());
    EXPECT_EQ(verifier.frames.size(), frames_of(claim).size());
    EXPECT_EQ(prover.frames.size() + 3, verifier.frames.size());
    expect_frames(verifier, claim);
    expect_frames(prover, claim);
}

/// Each item left out of the transcript changes every later challenge, and the proof fails.
TEST(FrozenHeart, EveryItemIsBoundIntoEveryLaterChallenge) {
    const Proof proof = prove_with(keys().proving, built().witness).value();
    Probe honest;
    ASSERT_TRUE(check(keys().verifying(), built().witness, proof, &honest).ok());
    EXPECT_EQ(honest.items, 4u + 5 + 1 + 9 + 1 + 2 + 18 + 2);
    for (std::size_t item = 0; item < honest.items; ++item) {
        Probe probe;
        probe.left_out = item;
        const auto result = check(keys().verifying(), built().witness, proof, &probe);
        ASSERT_EQ(probe.challenges.size(), honest.challenges.size());
        for (std::size_t c = 0; c < honest.challenges.size(); ++c) {
            const bool later = honest.challenges[c].first > item;
            EXPECT_EQ(probe.challenges[c].second == honest.challenges[c].second, !later)
                << "item " << item << " challenge " << c;
        }
        // The two openings enter only u: without them an honest proof still verifies.
        EXPECT_EQ(result.ok(), item + 2 >= honest.items) << item;
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::prover_test
