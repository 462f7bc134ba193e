// All uses of Poseidon2 and of BLAKE2b in the shielded pool are apart from each other.
#include "shielded/domains.hpp"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shielded/personalisations.hpp"
#include "shielded/tagged_field.hpp"

namespace tacit::shielded::domains_test {
namespace {

using zk::Fr;

/// Every value that stands in the fourth place of the permutation, but for commitments.
std::vector<Fr> fourth_inputs() {
    return {Fr(),
            kOwnerRootTag.tag(),
            kOwnerTag.tag(),
            kAssetDomain.capacity(kAssetInputs),
            kInnerDomain.capacity(kInnerInputs),
            kNullifierDomain.capacity(kNullifierInputs),
            kRuleDomain.capacity(kRuleInputs)};
}

TEST(Domains, FourthInputsArePairwiseApart) {
    const auto all = fourth_inputs();
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(all[i] == all[j]) << i << " " << j;
}

// A commitment's fourth input is value + 2^128 NOTE_TAG with any value below 2^128.
TEST(Domains, NoneLooksLikeACommitment) {
    for (const Fr& fr : fourth_inputs())
        EXPECT_FALSE((fr - note_tag_offset()).to_uint128().has_value());
}

// 0 < NOTE_TAG < 2^126, so that the largest fourth input stays below the modulus.
TEST(Domains, NoteTagIsInItsRange) {
    const auto tag = kNoteTag.tag().to_uint128();
    ASSERT_TRUE(tag.has_value());
    EXPECT_GT(*tag, Uint128{0});
    EXPECT_LT(*tag, Uint128{1} << 126);
    EXPECT_EQ(*tag, Uint128{0x6e6f7465});  // "note"
    EXPECT_EQ(note_tag_offset(), Fr(0x6e6f7465) * two_to_the_128());
}

TEST(Domains, ValuesArePinned) {
    EXPECT_EQ(kOwnerRootTag.tag(), Fr(0x6f776e726f6f74));
    EXPECT_EQ(kOwnerTag.tag(), Fr(0x6f776e6572));
    EXPECT_EQ(kAssetDomain.capacity(3), Fr::from_uint128((Uint128{3} << 64) | 0x6173736574));
    EXPECT_EQ(kNullifierDomain.capacity(3), Fr::from_uint128((Uint128{3} << 64) | 0x6e756c6c6966));
}

TEST(Personalisations, AreDifferentAndFit) {
    std::set<std::string_view> all;
    for (const std::string_view text : personal::kAll) {
        EXPECT_LE(text.size(), 16u) << text;
        EXPECT_EQ(text.substr(0, 6), "Tacit_") << text;
        EXPECT_TRUE(all.insert(text).second) << text;
    }
    EXPECT_EQ(all.size(), personal::kAll.size());
}

}  // namespace
}  // namespace tacit::shielded::domains_test
