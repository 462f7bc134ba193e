// The plaintext of a note: round trip and refusals.
#include "shielded/note/plaintext.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"

namespace tacit::shielded::plaintext_test {
namespace {

using tacit::testing::SeededRng;

TEST(NoteOpening, RoundTripsAndRefuses) {
    SeededRng rng(2);
    NoteOpening opening{Diversifier(random_bytes<12>(rng)),
                        {zk::Fr::random(rng), 77, zk::Fr::random(rng)},
                        Amount(kUint128Max),
                        NoteSeed(random_bytes<32>(rng)),
                        MemoBytes(random_bytes<224>(rng))};
    const auto array = opening.encode();
    const Bytes bytes(array.begin(), array.end());
    EXPECT_EQ(bytes.size(), 353u);
    EXPECT_EQ(NoteOpening::decode(bytes).value(), opening);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(NoteOpening::decode(ByteSpan(bytes).first(size)).ok()) << size;
    Bytes version = bytes;
    version[0] = 0;
    EXPECT_EQ(NoteOpening::decode(version).error().code, DecodeErrorCode::kUnknownVersion);
    for (const std::size_t at : {std::size_t{13}, std::size_t{49}}) {
        Bytes changed = bytes;
        std::fill_n(changed.begin() + static_cast<std::ptrdiff_t>(at), 32, std::uint8_t{0xff});
        const auto decoded = NoteOpening::decode(changed);
        ASSERT_FALSE(decoded.ok());
        EXPECT_EQ(decoded.error().code, DecodeErrorCode::kNonCanonical);
        EXPECT_EQ(decoded.error().offset, at);
    }
}

// rcm and esk come from one seed under labels of their own, and change with rho.
TEST(NoteSeed, GivesUnrelatedNumbers) {
    const NoteSeed seed;
    const auto esk = derive_ephemeral_secret(seed, Rho(zk::Fr(1)));
    ASSERT_TRUE(esk.has_value());
    EXPECT_NE(derive_rcm(seed, Rho(zk::Fr(1))), derive_rcm(seed, Rho(zk::Fr(2))));
    EXPECT_FALSE(esk == derive_ephemeral_secret(seed, Rho(zk::Fr(2))));
    EXPECT_NE(derive_rcm(seed, Rho(zk::Fr(1))).encode(), esk->bytes().bytes());
}

}  // namespace
}  // namespace tacit::shielded::plaintext_test
