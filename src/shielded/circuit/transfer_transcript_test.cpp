// Verifiers that forget to hash an item (Frozen Heart), against proofs of the transfer circuit.
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shielded/circuit/testing/proven_transfer.hpp"
#include "zk/plonk/testing/transcript_frames.hpp"

namespace tacit::shielded::transfer_transcript_test {
namespace {

using testing::check;
using testing::proven;
using testing::ProvenTransfer;
using zk::Fr;
using zk::G1;
using zk::plonk::Proof;
using zk::plonk::VerifyErrorCode;

/// A verifier that leaves items out of its transcript, and what it draws.
class Forgetful final : public zk::plonk::TranscriptObserver {
  public:
    bool absorb(std::string_view label, ByteSpan) override {
        const bool kept = x_items++ != number_left_out && !forgotten_labels.contains(label);
        labels.emplace_back(label);
        return kept;
    }
    void challenge(std::string_view label, Fr& value) override { challenges.emplace(label, value); }
    Fr drawn(std::string_view label) const { return challenges.find(label)->second; }

    std::size_t number_left_out = ~std::size_t{0};
    std::set<std::string_view> forgotten_labels;
    std::vector<std::string> labels;
    std::map<std::string, Fr, std::less<>> challenges;

  private:
    std::size_t x_items = 0;
};

const ProvenTransfer& honest() {
    static const ProvenTransfer kProven = proven(testing::sample_transfer_of_seed(1), 1);
    return kProven;
}

/// 4 of the circuit, 16 public inputs, the digest, 14 points, 18 scalars.
constexpr std::size_t kItems = 4 + 16 + 1 + 14 + 18;

/// An honest prover hashes all; a verifier that leaves one out draws other challenges and refuses.
TEST(TransferTranscript, EveryItemLeftOutAloneIsRefused) {
    for (std::size_t item = 0; item + 2 < kItems; ++item) {
        Forgetful verifier;
        verifier.number_left_out = item;
        const auto result = check(honest(), &verifier);
        ASSERT_EQ(verifier.labels.size(), kItems);
        ASSERT_FALSE(result.ok()) << verifier.labels[item];
        EXPECT_EQ(result.error().code, VerifyErrorCode::kInvalid);
    }
}

/// Another proof from an honest one, without the witness: (W, W') -> (W + k [tau - zeta omega],
/// W' - k/u [tau - zeta]) leaves the verifier's equation alone, if u is known before the opening
/// that is chosen last.
ProvenTransfer malleated(const std::set<std::string_view>& forgotten) {
    const auto& setup = zk::testing::test_setup();
    const auto draw = [&](const Proof& proof) {
        Forgetful verifier;
        verifier.forgotten_labels = forgotten;
        (void)check(honest().with_proof(proof.encode()), &verifier);
        return verifier;
    };
    const Fr k(12345);
    Proof proof = Proof::decode(honest().proof, 2).value();
    const Fr zeta = draw(proof).drawn("zeta");
    const Fr zeta_omega = zeta * transfer_verifying_key().domain().omega();
    const G1 tau(setup.powers()[1]);
    const G1 shift = tau + G1::generator().multiply_vartime(-zeta_omega);
    const G1 shift_omega = tau + G1::generator().multiply_vartime(-zeta);
    if (forgotten.contains("opening at zeta omega")) {  // W first, then W' for the u it gives
        proof.opening_at_zeta = (G1(proof.opening_at_zeta) + shift.multiply_vartime(k)).to_affine();
        const Fr u = draw(proof).drawn("u");
        proof.opening_at_zeta_omega =
            (G1(proof.opening_at_zeta_omega) + shift_omega.multiply_vartime(-(k * u.inverse())))
                .to_affine();
    } else {
        proof.opening_at_zeta_omega =
            (G1(proof.opening_at_zeta_omega) + shift_omega.multiply_vartime(-k)).to_affine();
        const Fr u = draw(proof).drawn("u");
        proof.opening_at_zeta =
            (G1(proof.opening_at_zeta) + shift.multiply_vartime(k * u)).to_affine();
    }
    return honest().with_proof(proof.encode());
}

/// The two openings enter only the last challenge: a verifier without one still believes honest
/// proofs, and can be shown others. The true verifier refuses those.
TEST(TransferTranscript, AnOpeningLeftOutMakesProofsMalleable) {
    const std::set<std::string_view> sets[] = {{"opening at zeta"},
                                               {"opening at zeta omega"},
                                               {"opening at zeta", "opening at zeta omega"}};
    for (const auto& forgotten : sets) {
        const ProvenTransfer other = malleated(forgotten);
        EXPECT_NE(other.proof, honest().proof);
        Forgetful verifier;
        verifier.forgotten_labels = forgotten;
        EXPECT_TRUE(check(other, &verifier).ok()) << "the attack is real: only u stops it";
        const auto refused = check(other);
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().code, VerifyErrorCode::kInvalid);
    }
}

/// Key, all 16 public inputs, digest, points and scalars, byte for byte: a verifier that hashed
/// zeros in their place would draw the same challenges for every statement.
TEST(TransferTranscript, HoldsTheClaimsBytes) {
    zk::plonk::testing::FrameRecorder verifier;
    ASSERT_TRUE(check(honest(), &verifier).ok());
    EXPECT_EQ(verifier.frames.size(), kItems + verifier.challenges.size());
    EXPECT_EQ(verifier.challenges.size(), 6u);
    zk::plonk::testing::expect_frames(verifier, honest().claim());
}

}  // namespace
}  // namespace tacit::shielded::transfer_transcript_test
