// What transfer_attack_test.cpp samples, all of it; and 256 proofs of one witness, counted.
#include <set>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "shielded/circuit/testing/proven_transfer.hpp"

namespace tacit::shielded::transfer_attack_slow_test {
namespace {

using testing::check;
using testing::kPointSizeBytes;
using testing::kProofPoints;
using testing::kScalarsOffset;
using testing::proven;
using testing::ProvenTransfer;

TEST(TransferAttackSlow, EveryBitOfTheProofChangedIsRefused) {
    const ProvenTransfer honest = proven(testing::sample_transfer_of_seed(2), 1);
    ASSERT_TRUE(check(honest).ok());
    ProvenTransfer changed = honest;
    for (std::size_t bit = 0; bit < 8 * honest.proof.size(); ++bit) {
        const auto mask = static_cast<std::uint8_t>(1u << (bit % 8));
        changed.proof[bit / 8] ^= mask;
        EXPECT_FALSE(check(changed).ok()) << "bit " << bit % 8 << " of byte " << bit / 8;
        changed.proof[bit / 8] ^= mask;
    }
}

TEST(TransferAttackSlow, EveryBitOfThePublicInputsAndTheDigestChangedIsRefused) {
    const ProvenTransfer honest = proven(testing::sample_transfer_of_seed(3), 1);
    ASSERT_TRUE(check(honest).ok());
    ProvenTransfer changed = honest;
    for (zk::Fr& input : changed.public_inputs) {
        const zk::Fr value = input;
        zk::Fr power(1);
        for (int bit = 0; bit < 255; ++bit, power += power) {
            input = value + power;
            EXPECT_FALSE(check(changed).ok()) << bit;
        }
        input = value;
    }
    for (std::size_t bit = 0; bit < 8 * honest.digest.size(); ++bit) {
        changed.digest[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        EXPECT_FALSE(check(changed).ok()) << bit;
        changed.digest = honest.digest;
    }
    EXPECT_TRUE(check(changed).ok());
}

// ---------------------------------------------------------------- zero knowledge, counted

constexpr std::size_t kProofs = 256;

const std::vector<ProvenTransfer>& proofs_of_one_witness() {
    static const std::vector<ProvenTransfer> kShared = [] {
        const UnprovenTransfer transfer = testing::sample_transfer_of_seed(4);
        std::vector<ProvenTransfer> out;
        for (std::uint64_t seed = 0; seed < kProofs; ++seed) out.push_back(proven(transfer, seed));
        return out;
    }();
    return kShared;
}

/// Where an element's low 4 bits are: points end in y's lowest byte, scalars start with theirs.
std::vector<std::size_t> low_bytes() {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < kProofPoints; ++i) {
        out.push_back(i * kPointSizeBytes + 47);  // x
        out.push_back(i * kPointSizeBytes + 95);  // y
    }
    for (std::size_t i = 0; i < zk::plonk::kEvaluations; ++i)
        out.push_back(testing::offset_of_scalar(i));
    return out;
}

/// Pearson's statistic, times the expected count (so that it stays a whole number), of how often
/// each value of 4 bits was seen.
std::size_t scaled_chi_square(const std::array<std::size_t, 16>& seen) {
    constexpr std::size_t kExpected = kProofs / 16;
    std::size_t out = 0;
    for (const std::size_t count : seen)
        out += (count > kExpected ? count - kExpected : kExpected - count) *
               (count > kExpected ? count - kExpected : kExpected - count);
    return out;
}

/// Chi-square with 15 degrees of freedom exceeds 56.49 with probability 10^-6.
TEST(ZeroKnowledgeSlow, LowBitsOfEveryElementAreUniform) {
    constexpr std::size_t kHighest = 5649 * (kProofs / 16) / 100;
    for (const std::size_t at : low_bytes()) {
        std::array<std::size_t, 16> seen{};
        for (const ProvenTransfer& each : proofs_of_one_witness()) ++seen[each.proof[at] & 15];
        EXPECT_LE(scaled_chi_square(seen), kHighest) << "byte " << at;
    }
}

/// The measure sees what it should: a constant, and values that leave one of 16 out.
TEST(ZeroKnowledgeSlow, TheMeasureSeesAConstantAndABias) {
    std::array<std::size_t, 16> constant{}, half{};
    constant[3] = kProofs;
    for (std::size_t i = 0; i < 8; ++i) half[2 * i] = kProofs / 8;
    EXPECT_GT(scaled_chi_square(constant), 5649 * (kProofs / 16) / 100);
    EXPECT_GT(scaled_chi_square(half), 5649 * (kProofs / 16) / 100);
}

TEST(ZeroKnowledgeSlow, ProofsOfOneWitnessShareNoElement) {
    std::set<std::string> elements;
    std::size_t count = 0;
    for (const ProvenTransfer& each : proofs_of_one_witness())
        for (std::size_t at = 0; at < each.proof.size(); ++count) {
            const std::size_t size = at < kScalarsOffset ? kPointSizeBytes : zk::Fr::kSizeBytes;
            elements.insert(encode_hex(ByteSpan(each.proof).subspan(at, size)));
            at += size;
        }
    EXPECT_EQ(count, kProofs * 32);
    EXPECT_EQ(elements.size(), count);
}

}  // namespace
}  // namespace tacit::shielded::transfer_attack_slow_test
