#include "zk/plonk/verifier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/curve/pairing.hpp"
#include "zk/plonk/testing/sample_circuits.hpp"

namespace tacit::zk::plonk::verifier_test {
namespace {

using tacit::testing::SeededRng;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::sample_circuit;
using testing::sample_keys;
using testing::SampleKeys;

constexpr std::size_t kProofs = 16;

TransactionDigest digest_of(std::size_t fill) {
    TransactionDigest out;
    out.fill(static_cast<std::uint8_t>(fill));
    return out;
}

/// One circuit, its keys, and honest proofs of different statements, made once.
struct Honest {
    std::vector<BuiltCircuit> built;
    SampleKeys keys;
    std::vector<Bytes> proofs;

    Claim claim(std::size_t i) const {
        return {&keys.verifying(), built[i].witness.public_inputs, digest_of(i), proofs[i]};
    }
    std::vector<Claim> claims(std::size_t count) const {
        std::vector<Claim> out;
        for (std::size_t i = 0; i < count; ++i) out.push_back(claim(i));
        return out;
    }
};

const Honest& honest() {
    static const Honest shared = [] {
        Honest out{{}, sample_keys(sample_circuit(1).circuit), {}};
        SeededRng rng(2);
        InlineExecutor executor;
        for (std::size_t i = 0; i < kProofs; ++i) {
            out.built.push_back(sample_circuit(i + 1));
            out.proofs.push_back(
                prove(out.keys.proving, out.built[i].witness, digest_of(i), rng, executor)
                    .value()
                    .encode());
        }
        return out;
    }();
    return shared;
}

const G2Affine& tau() {
    return zk::testing::test_setup().tau_g2();
}

Result<void, VerifyError> check(const Claim& claim) {
    return verify(claim, tau());
}

VerifyErrorCode refusal(const Claim& claim) {
    const auto result = check(claim);
    EXPECT_FALSE(result.ok());
    return result.ok() ? VerifyErrorCode{} : result.error().code;
}

std::vector<BadClaim> batch(std::span<const Claim> claims, std::uint64_t seed = 3) {
    SeededRng rng(seed);
    InlineExecutor executor;
    return verify_batch(claims, tau(), rng, executor);
}

BadClaim invalid(std::size_t index) {
    return {index, {VerifyErrorCode::kInvalid, {}}};
}

// ---------------------------------------------------------------- one proof

TEST(Verify, AcceptsHonestProofs) {
    for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(check(honest().claim(i)).ok());
}

TEST(Verify, RefusesEachChangedPublicInput) {
    Claim claim = honest().claim(0);
    for (std::size_t i = 0; i < claim.public_inputs.size(); ++i) {
        std::vector<Fr> changed(claim.public_inputs.begin(), claim.public_inputs.end());
        changed[i] += Fr(1);
        EXPECT_EQ(refusal({claim.key, changed, claim.digest, claim.proof}),
                  VerifyErrorCode::kInvalid);
    }
}

TEST(Verify, RefusesAnotherNumberOfPublicInputs) {
    const Claim claim = honest().claim(0);
    std::vector<Fr> more(claim.public_inputs.begin(), claim.public_inputs.end());
    more.push_back(Fr());
    EXPECT_EQ(refusal({claim.key, more, claim.digest, claim.proof}),
              VerifyErrorCode::kWrongPublicInputs);
    EXPECT_EQ(refusal({claim.key, std::span(more).first(4), claim.digest, claim.proof}),
              VerifyErrorCode::kWrongPublicInputs);
}

TEST(Verify, RefusesAnotherTransactionDigest) {
    Claim claim = honest().claim(0);
    claim.digest[63] ^= 1;
    EXPECT_EQ(refusal(claim), VerifyErrorCode::kInvalid);
}

TEST(Verify, RefusesEachChangedElementOfTheProof) {
    const Claim claim = honest().claim(0);
    const auto other = Proof::decode(honest().proofs[1], 2).value().points();
    for (std::size_t i = 0; i < points_of_proof(2); ++i) {
        Bytes bytes = honest().proofs[0];
        const auto point = other[i].encode_uncompressed();
        std::copy(point.begin(), point.end(), bytes.begin() + static_cast<std::ptrdiff_t>(96 * i));
        EXPECT_EQ(refusal({claim.key, claim.public_inputs, claim.digest, bytes}),
                  VerifyErrorCode::kInvalid)
            << point_label(i, 2);
    }
    for (std::size_t i = 0; i < kEvaluations; ++i) {
        Bytes bytes = honest().proofs[0];
        bytes[14 * 96 + 32 * i] ^= 1;
        EXPECT_EQ(refusal({claim.key, claim.public_inputs, claim.digest, bytes}),
                  VerifyErrorCode::kInvalid)
            << evaluation_label(i);
    }
}

TEST(Verify, RefusesMalformedBytesWithTheDecodersError) {
    const Claim claim = honest().claim(0);
    Bytes bytes = honest().proofs[0];
    bytes.push_back(0);
    const auto result = check({claim.key, claim.public_inputs, claim.digest, bytes});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, VerifyErrorCode::kMalformed);
    EXPECT_EQ(result.error().decode.code, DecodeErrorCode::kTrailingBytes);
}

/// A point of another order that the decoder without subgroup checks lets through.
G1Affine outside_point() {
    ByteArray<48> compressed{};
    compressed[0] = 0x80;
    compressed[47] = 4;
    return G1Affine::decode_compressed_unchecked_subgroup(compressed, Infinity::kRefuse).value();
}

Bytes with_outside_point(Bytes bytes, std::size_t index) {
    const auto point = outside_point().encode_uncompressed();
    std::copy(point.begin(), point.end(), bytes.begin() + static_cast<std::ptrdiff_t>(96 * index));
    return bytes;
}

TEST(Verify, MissingSubgroupCheck) {
    const Claim claim = honest().claim(0);
    for (std::size_t i = 0; i < points_of_proof(2); ++i) {
        const Bytes bytes = with_outside_point(honest().proofs[0], i);
        const auto result = check({claim.key, claim.public_inputs, claim.digest, bytes});
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.error().decode,
                  (DecodeError{DecodeErrorCode::kNotInSubgroup, 96 * i, point_label(i, 2)}));
    }
}

TEST(Verify, RefusesAnotherKey) {
    const Claim claim = honest().claim(0);
    const auto& parts = honest().keys.verifying().parts();
    const auto refuses = [&](VerifyingKey::Parts changed) {
        const auto key = VerifyingKey::from_unchecked_parts(std::move(changed));
        return refusal({&key, claim.public_inputs, claim.digest, claim.proof});
    };
    auto version = parts;
    version.id.version = 2;  // same circuit, another version: only the transcript tells
    EXPECT_EQ(refuses(version), VerifyErrorCode::kInvalid);
    auto circuit = parts;
    circuit.id.circuit = 8;
    EXPECT_EQ(refuses(circuit), VerifyErrorCode::kInvalid);
    auto column = parts;
    column.fixed[0] = column.fixed[1];
    EXPECT_EQ(refuses(column), VerifyErrorCode::kInvalid);
    auto sigma = parts;
    std::swap(sigma.sigmas[3], sigma.sigmas[4]);
    EXPECT_EQ(refuses(sigma), VerifyErrorCode::kInvalid);
    auto rows = parts;
    std::swap(rows.public_rows[0], rows.public_rows[1]);
    EXPECT_EQ(refuses(rows), VerifyErrorCode::kInvalid);
}

TEST(Verify, RefusesAnotherSetup) {
    const auto other = G2Affine::generator().multiply_vartime(Fr(12345));
    EXPECT_FALSE(verify(honest().claim(0), other).ok());
}

TEST(Verify, RandomBitFlipsAreRefused) {
    const Claim claim = honest().claim(0);
    SeededRng rng(5);
    for (int i = 0; i < 50; ++i) {
        Bytes bytes = honest().proofs[0];
        const auto at = random_bytes<3>(rng);
        bytes[(at[0] * 256u + at[1]) % bytes.size()] ^=
            static_cast<std::uint8_t>(1u << (at[2] % 8));
        EXPECT_FALSE(check({claim.key, claim.public_inputs, claim.digest, bytes}).ok());
    }
}

/// Drawn before the openings are absorbed, u would let a prover shift W by D and W' by -D/u.
TEST(Verify, LastChallengeMalleability) {
    struct Recorder : TranscriptObserver {
        bool absorb(std::string_view, ByteSpan) override { return true; }
        void challenge(std::string_view label, Fr& value) override {
            if (label == "u") u = value;
            if (label == "zeta") zeta = value;
        }
        Fr u, zeta;
    } seen;
    const Claim claim = honest().claim(0);
    ASSERT_TRUE(verify(claim, tau(), &seen).ok());
    Proof proof = Proof::decode(honest().proofs[0], 2).value();
    // With u fixed, (W + D, W' - D/u) leaves W + u W' alone, and a second shift the right side.
    const G1 delta = G1::generator().multiply_vartime(Fr(7));
    proof.opening_at_zeta = (G1(proof.opening_at_zeta) + delta).to_affine();
    proof.opening_at_zeta_omega =
        (G1(proof.opening_at_zeta_omega) - delta.multiply_vartime(seen.u.inverse())).to_affine();
    const Bytes bytes = proof.encode();
    Recorder after;
    EXPECT_FALSE(verify({claim.key, claim.public_inputs, claim.digest, bytes}, tau(), &after).ok());
    EXPECT_EQ(after.zeta, seen.zeta);
    EXPECT_FALSE(after.u == seen.u);
}

// ---------------------------------------------------------------- batches

TEST(VerifyBatch, AcceptsNoneOneTwoAndSixteen) {
    for (const std::size_t count : {0u, 1u, 2u, 16u})
        EXPECT_THAT(batch(honest().claims(count)), IsEmpty());
}

TEST(VerifyBatch, OneBadProofIsBisectedOut) {
    for (const std::size_t bad : {0u, 7u, 15u}) {
        auto claims = honest().claims(16);
        claims[bad].digest[0] ^= 1;
        EXPECT_THAT(batch(claims), ElementsAre(invalid(bad)));
    }
}

TEST(VerifyBatch, SeveralBadOnesAreAllNamedInOrder) {
    auto claims = honest().claims(16);
    claims[12].digest[0] ^= 1;
    claims[3].digest[0] ^= 1;
    claims[4].public_inputs = claims[5].public_inputs;
    const Bytes shorter(claims[9].proof.begin(), claims[9].proof.end() - 1);
    claims[9].proof = shorter;
    const auto bad = batch(claims);
    ASSERT_EQ(bad.size(), 4u);
    EXPECT_EQ(bad[0], invalid(3));
    EXPECT_EQ(bad[1], invalid(4));
    EXPECT_EQ(bad[2].index, 9u);
    EXPECT_EQ(bad[2].error.decode.code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(bad[3], invalid(12));
}

TEST(VerifyBatch, AllBad) {
    auto claims = honest().claims(4);
    for (Claim& claim : claims) claim.digest[5] ^= 1;
    EXPECT_THAT(batch(claims), ElementsAre(invalid(0), invalid(1), invalid(2), invalid(3)));
}

/// The same bytes at every call: what an attacker who knows the weights would face.
class ConstantRng final : public Rng {
  public:
    explicit ConstantRng(std::uint8_t value) : x_value(value) {}
    void fill(MutableByteSpan out) override { std::fill(out.begin(), out.end(), x_value); }

  private:
    std::uint8_t x_value;
};

/// 128 zero bits are drawn by no one, and would be a weight under which anything holds.
TEST(VerifyBatch, NoWeightIsZero) {
    auto claims = honest().claims(3);
    claims[1].digest[0] ^= 1;
    ConstantRng zeros(0);
    InlineExecutor executor;
    EXPECT_THAT(verify_batch(claims, tau(), zeros, executor), ElementsAre(invalid(1)));
}

/// Two proofs of one statement whose openings are shifted so that the errors cancel in a sum with
/// equal weights. Random weights tell; equal ones would not.
TEST(VerifyBatch, BatchVerificationThatHidesOneBadProofAmongGoodOnes) {
    std::vector<Bytes> bytes;
    for (const bool up : {true, false}) {
        Proof proof = Proof::decode(honest().proofs[0], 2).value();
        const G1 shift = G1::generator().multiply_vartime(Fr(99));
        const G1 opening(proof.opening_at_zeta);
        proof.opening_at_zeta = (up ? opening + shift : opening - shift).to_affine();
        bytes.push_back(proof.encode());
    }
    auto claims = honest().claims(16);
    for (std::size_t i = 0; i < 2; ++i) {
        claims[4 + i] = honest().claim(0);
        claims[4 + i].proof = bytes[i];
    }
    for (std::uint64_t seed = 0; seed < 4; ++seed)
        EXPECT_THAT(batch(claims, seed), ElementsAre(invalid(4), invalid(5)));
    ConstantRng equal_weights(9);
    InlineExecutor executor;
    EXPECT_THAT(verify_batch(claims, tau(), equal_weights, executor), IsEmpty())
        << "the attack is real: only the weights stop it";
}

TEST(VerifyBatch, NamesProofsWithPointsOutsideTheSubgroup) {
    for (const std::size_t count : {1U, 2U, 16U}) {
        auto claims = honest().claims(count);
        const std::size_t place = count / 2;
        const Bytes outside = with_outside_point(honest().proofs[place], 11);
        claims[place].proof = outside;
        const auto bad = batch(claims);
        ASSERT_EQ(bad.size(), 1u);
        EXPECT_EQ(bad[0].index, place);
        EXPECT_EQ(bad[0].error.decode,
                  (DecodeError{DecodeErrorCode::kNotInSubgroup, 96 * 11, point_label(11, 2)}));
    }
}

/// Each sieve takes some claims out, and the next must still know which is which: else a bad proof
/// passes in the place of a good one.
TEST(VerifyBatch, FaultsOfEveryKindTogetherAreEachNamed) {
    auto claims = honest().claims(16);
    claims[1].public_inputs = {};
    claims[2].proof = claims[2].proof.first(100);
    std::vector<Bytes> outside;
    for (const std::size_t i : {5u, 8u})
        outside.push_back(with_outside_point(honest().proofs[i], 3));
    claims[5].proof = outside[0];
    claims[8].proof = outside[1];
    claims[6].digest[0] ^= 1;
    claims[13].digest[0] ^= 1;
    const BadClaim torsion{
        5, {VerifyErrorCode::kMalformed, {DecodeErrorCode::kNotInSubgroup, 96 * 3, "wire 3"}}};
    EXPECT_THAT(
        batch(claims),
        ElementsAre(
            BadClaim{1, {VerifyErrorCode::kWrongPublicInputs, {}}},
            BadClaim{2, {VerifyErrorCode::kMalformed, {DecodeErrorCode::kTruncated, 100, "proof"}}},
            torsion, invalid(6), BadClaim{8, torsion.error}, invalid(13)));
}

TEST(VerifyBatch, MixesCircuits) {
    const auto built = sample_circuit(1, 256);
    const SampleKeys keys = sample_keys(built.circuit, {8, 3});
    SeededRng rng(6);
    InlineExecutor executor;
    const Bytes proof =
        prove(keys.proving, built.witness, digest_of(50), rng, executor).value().encode();
    auto claims = honest().claims(3);
    claims.push_back({&keys.verifying(), built.witness.public_inputs, digest_of(50), proof});
    EXPECT_THAT(batch(claims), IsEmpty());
    claims[3].key = &honest().keys.verifying();
    EXPECT_THAT(batch(claims), ElementsAre(invalid(3)));
}

}  // namespace
}  // namespace tacit::zk::plonk::verifier_test
