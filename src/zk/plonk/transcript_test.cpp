#include "zk/plonk/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/codec.hpp"
#include "base/hex.hpp"

namespace tacit::zk::plonk::transcript_test {
namespace {

Fr challenge_after(std::initializer_list<std::pair<std::string_view, std::string_view>> items,
                   std::string_view label = "c") {
    Transcript transcript;
    for (const auto& [name, bytes] : items) transcript.absorb(name, as_bytes(bytes));
    return transcript.challenge(label);
}

/// The framing of Spec §4.6, spelled out byte by byte.
TEST(Transcript, ChallengeIsTheHashOfAllFrames) {
    const Bytes frames = *decode_hex(
        "01"        // item
        "0161"      // label "a"
        "02000000"  // length
        "7879"      // "xy"
        "02"        // challenge
        "0163"      // label "c"
        "00000000");
    const Fr expected = Fr::from_wide(blake2b_512(Personalisation("Tacit_PlonkXscr"), frames));
    EXPECT_EQ(challenge_after({{"a", "xy"}}), expected);
}

TEST(Transcript, EveryDetailOfAnItemCounts) {
    const Fr base = challenge_after({{"a", "xy"}, {"b", "z"}});
    EXPECT_FALSE(base == challenge_after({{"b", "z"}, {"a", "xy"}}));
    EXPECT_FALSE(base == challenge_after({{"a", "xyz"}, {"b", ""}}));
    EXPECT_FALSE(base == challenge_after({{"a", "x"}, {"b", "yz"}}));
    EXPECT_FALSE(base == challenge_after({{"ax", "y"}, {"b", "z"}}));
    EXPECT_FALSE(base == challenge_after({{"a", "xy"}}));
    EXPECT_FALSE(base == challenge_after({{"a", "xy"}, {"b", "z"}}, "d"));
    EXPECT_TRUE(base == challenge_after({{"a", "xy"}, {"b", "z"}}));
}

TEST(Transcript, LaterChallengesDependOnEarlierOnes) {
    Transcript one, two;
    const Fr first = one.challenge("c"), second = one.challenge("c");
    EXPECT_FALSE(first == second);
    two.challenge("d");
    EXPECT_FALSE(two.challenge("c") == second);
}

TEST(Transcript, AnItemIsNoChallenge) {
    Transcript one, two;
    one.challenge("c");
    two.absorb("c", ByteSpan());
    EXPECT_FALSE(one.challenge("c") == two.challenge("c"));
}

}  // namespace
}  // namespace tacit::zk::plonk::transcript_test
