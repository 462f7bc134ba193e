// What a note's seed leaves on the heap when the note is encrypted and decrypted.
#include <gtest/gtest.h>

#include "base/testing/freed_blocks.hpp"
#include "base/testing/seeded_rng.hpp"
#include "shielded/keys/spending_key.hpp"
#include "shielded/note/encryption.hpp"

namespace tacit::shielded::wiping_test {
namespace {

using tacit::testing::holds_mark;
using tacit::testing::watch_freed_blocks;

constexpr std::uint8_t kMark = 0xe1;

TEST(Wiping, OfASeedEncryptedAndDecrypted) {
    tacit::testing::SeededRng rng(1);
    const auto key = *SpendingKey::derive(Seed(), Network::kTest, AccountIndex(0));
    const FullViewingKey& full = key.viewing_key();
    const Address to = full.incoming().address(0);
    NoteOpening opening;
    opening.diversifier = to.diversifier;
    opening.seed.mutable_bytes().fill(kMark);
    const Rho rho(zk::Fr(1));
    const NoteCommitment commitment = opening.note(to.owner, rho).commitment();
    bool same = false;
    const auto freed = watch_freed_blocks(holds_mark<kMark>, [&] {
        const auto sealed = encrypt_note(to, opening, rho, commitment, full.ovk(), rng);
        const OutputDescription output{commitment, sealed};
        const auto received = trial_decrypt(full.incoming(), output, rho);
        const auto sent = recover_outgoing(full.ovk(), output, rho);
        same = received && sent && received->opening == opening && sent->opening == opening;
    });
    EXPECT_TRUE(same);
    EXPECT_GE(freed.count, 5U);
    EXPECT_EQ(freed.bad, 0U);
}

}  // namespace
}  // namespace tacit::shielded::wiping_test
