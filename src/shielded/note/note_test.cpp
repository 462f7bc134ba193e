// Derivations of notes against the Python model, and what must differ.
#include "shielded/note/note.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/testing/vectors.hpp"

namespace tacit::shielded::note_test {
namespace {

using tacit::testing::SeededRng;
using testing::hex_array;
using testing::hex_fr;

TEST(Rho, AgreesWithTheModel) {
    const auto json = testing::load_vectors("notes.json")["rho"];
    Nullifiers nullifiers;
    for (std::size_t j = 0; j < 3; ++j) nullifiers[j] = Nullifier(hex_fr(json["nullifiers"][j]));
    const RhoBase base = derive_rho_base(nullifiers);
    EXPECT_EQ(base.fr(), hex_fr(json["rho_base"]));
    for (std::size_t j = 0; j < 3; ++j)
        EXPECT_EQ(output_rho(base, j).fr(), hex_fr(json["output_rhos"][j]));
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(genesis_rho(json["genesis_indices"][i].get<std::uint32_t>()).fr(),
                  hex_fr(json["genesis"][i]));
    EXPECT_EQ(issue_rho(ChainId(hex_array<32>(json["chain"])), AssetId(hex_fr(json["asset"])),
                        json["issue_sequence"].get<std::uint64_t>())
                  .fr(),
              hex_fr(json["issue"]));
}

// The "faerie gold" attack: a payer gives a payee two notes of one nullifier, of which only one can
// be spent. rho comes from nullifiers that are unique for ever, so it cannot be chosen again.
TEST(Rho, FaerieGoldIsImpossible) {
    SeededRng rng(1);
    const Nullifiers nullifiers = {Nullifier(zk::Fr::random(rng)), Nullifier(zk::Fr::random(rng)),
                                   Nullifier(zk::Fr::random(rng))};
    const RhoBase base = derive_rho_base(nullifiers);
    EXPECT_NE(output_rho(base, 0), output_rho(base, 1));
    EXPECT_NE(output_rho(base, 0), output_rho(base, 2));
    EXPECT_NE(output_rho(base, 1), output_rho(base, 2));
    for (std::size_t j = 0; j < 3; ++j) {
        Nullifiers other = nullifiers;
        other[j] = Nullifier(other[j].fr() + zk::Fr(1));
        EXPECT_NE(derive_rho_base(other), base) << j;
    }
    const Nullifiers swapped = {nullifiers[1], nullifiers[0], nullifiers[2]};
    EXPECT_NE(derive_rho_base(swapped), base);
    // Two notes alike in all but rho have different nullifiers.
    const NullifierKey nk(zk::Fr::random(rng));
    Note note{OwnerTag(zk::Fr(1)), AssetId(zk::Fr(2)), Amount(3), output_rho(base, 0),
              Rcm(zk::Fr(4))};
    Note twin = note;
    twin.rho = output_rho(base, 1);
    EXPECT_NE(derive_nullifier(nk, note.rho, note.commitment()),
              derive_nullifier(nk, twin.rho, twin.commitment()));
}

TEST(Rho, MintedNotesAreApart) {
    const ChainId chain;
    const AssetId asset;  // 0: the source of genesis as well
    EXPECT_NE(genesis_rho(0), issue_rho(chain, asset, 0)) << "kind";
    EXPECT_NE(genesis_rho(0), genesis_rho(1));
    EXPECT_NE(issue_rho(chain, asset, 1), issue_rho(chain, asset, 2));
    EXPECT_NE(issue_rho(chain, asset, 1), issue_rho(chain, AssetId(zk::Fr(1)), 1));
}

// Without nk nobody tells which note a nullifier is of; a note's nullifier is one for its owner.
TEST(Nullifier, DependsOnKeyRhoAndCommitment) {
    const NullifierKey nk(zk::Fr(1));
    const Rho rho(zk::Fr(2));
    const NoteCommitment commitment(zk::Fr(3));
    const Nullifier nullifier = derive_nullifier(nk, rho, commitment);
    EXPECT_EQ(derive_nullifier(nk, rho, commitment), nullifier);
    EXPECT_NE(derive_nullifier(NullifierKey(zk::Fr(9)), rho, commitment), nullifier);
    EXPECT_NE(derive_nullifier(nk, Rho(zk::Fr(9)), commitment), nullifier);
    EXPECT_NE(derive_nullifier(nk, rho, NoteCommitment(zk::Fr(9))), nullifier);
}

TEST(Note, CommitmentBindsEveryPart) {
    const Note note{OwnerTag(zk::Fr(1)), AssetId(zk::Fr(2)), Amount(3), Rho(zk::Fr(4)),
                    Rcm(zk::Fr(5))};
    const auto differs = [&](auto change) {
        Note other = note;
        change(other);
        return other.commitment() != note.commitment();
    };
    EXPECT_TRUE(differs([](Note& n) { n.owner = OwnerTag(zk::Fr(9)); }));
    EXPECT_TRUE(differs([](Note& n) { n.asset = AssetId(zk::Fr(9)); }));
    EXPECT_TRUE(differs([](Note& n) { n.value = Amount(9); }));
    EXPECT_TRUE(differs([](Note& n) { n.rho = Rho(zk::Fr(9)); }));
    EXPECT_TRUE(differs([](Note& n) { n.rcm = Rcm(zk::Fr(9)); }));
}

}  // namespace
}  // namespace tacit::shielded::note_test
