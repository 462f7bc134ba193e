// What a proof may not tell: amounts, payees, dummies. Proofs differ in length, shape and treatment
// by nothing.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "shielded/circuit/testing/proven_transfer.hpp"

namespace tacit::shielded::transfer_privacy_test {
namespace {

using testing::check;
using testing::kPointSizeBytes;
using testing::kScalarsOffset;
using testing::proven;
using testing::ProvenTransfer;
using testing::with_bytes;
using zk::plonk::VerifyError;

/// One transfer of each branch (dummies, public legs, merges, zeros, the largest amounts), and
/// more of some with other amounts and payees.
const std::vector<ProvenTransfer>& proofs() {
    static const std::vector<ProvenTransfer> kShared = [] {
        std::vector<ProvenTransfer> out;
        for (std::uint64_t seed = 0; seed < testing::kAllBranches.size() + 2; ++seed)
            out.push_back(proven(testing::sample_transfer_of_seed(seed), seed));
        return out;
    }();
    return kShared;
}

TEST(TransferPrivacy, ProofsAndTransfersHaveOneLength) {
    for (const ProvenTransfer& each : proofs()) {
        EXPECT_EQ(each.proof.size(), ProofBytes::kSizeBytes);
        EXPECT_EQ(each.public_inputs.size(), TransferPublicInputs::kCount);
        EXPECT_TRUE(check(each).ok());
    }
    for (std::uint64_t seed = 0; seed < 2 * testing::kAllBranches.size(); ++seed)
        EXPECT_EQ(testing::sample_transfer_of_seed(seed).transfer.encode().size(),
                  Transfer::kSizeBytes);
}

using Damage = ProvenTransfer (*)(ProvenTransfer);

constexpr Damage kDamages[] = {
    [](ProvenTransfer x) { return x.digest[0] ^= 1, x; },
    [](ProvenTransfer x) { return x.public_inputs[14] += zk::Fr(1), x; },
    [](ProvenTransfer x) { return x.public_inputs.pop_back(), x; },
    [](ProvenTransfer x) { return x.proof.pop_back(), x; },
    [](ProvenTransfer x) { return x.proof.push_back(0), x; },
    [](ProvenTransfer x) { return x.proof[95] ^= 1, x; },
    [](ProvenTransfer x) { return x.proof[kScalarsOffset] ^= 1, x; },
    [](ProvenTransfer x) { return x.proof[kScalarsOffset + 31] = 0xff, x; },
    [](ProvenTransfer x) { return x.proof[0] |= 0x80, x; },
    [](ProvenTransfer x) {
        return x.with_proof(
            with_bytes(x.proof, 5 * kPointSizeBytes, zk::G1Affine().encode_uncompressed()));
    },
    [](ProvenTransfer x) {  // a good point in a wrong place
        const ByteSpan next = ByteSpan(x.proof).subspan(kPointSizeBytes, kPointSizeBytes);
        return x.with_proof(with_bytes(x.proof, 0, Bytes(next.begin(), next.end())));
    },
};

/// Whoever damages a proof learns nothing from how it is refused.
TEST(TransferPrivacy, DamagedProofsOfAllBranchesAreRefusedAlike) {
    for (const Damage damage : kDamages) {
        const auto first = check(damage(proofs().front()));
        ASSERT_FALSE(first.ok());
        for (const ProvenTransfer& each : proofs()) {
            const auto refused = check(damage(each));
            ASSERT_FALSE(refused.ok());
            EXPECT_EQ(refused.error(), first.error());
        }
    }
}

/// Elements of all proofs, of all branches: none twice, none a fixed value.
TEST(TransferPrivacy, ProofsShareNoElement) {
    std::set<std::string> elements;
    std::size_t count = 0;
    for (const ProvenTransfer& each : proofs())
        for (std::size_t at = 0; at < each.proof.size(); ++count) {
            const std::size_t size = at < kScalarsOffset ? kPointSizeBytes : zk::Fr::kSizeBytes;
            elements.insert(encode_hex(ByteSpan(each.proof).subspan(at, size)));
            at += size;
        }
    EXPECT_EQ(elements.size(), count);
}

TEST(TransferPrivacy, TwoProofsOfOneWitnessShareNoElement) {
    const UnprovenTransfer transfer = testing::sample_transfer_of_seed(4);
    const ProvenTransfer a = proven(transfer, 1), b = proven(transfer, 2);
    EXPECT_EQ(a.public_inputs, b.public_inputs);
    for (std::size_t at = 0; at < a.proof.size();) {
        const std::size_t size = at < kScalarsOffset ? kPointSizeBytes : zk::Fr::kSizeBytes;
        EXPECT_NE(encode_hex(ByteSpan(a.proof).subspan(at, size)),
                  encode_hex(ByteSpan(b.proof).subspan(at, size)));
        at += size;
    }
}

}  // namespace
}  // namespace tacit::shielded::transfer_privacy_test
