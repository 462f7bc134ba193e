#include "zk/hash/blake2b.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"

namespace tacit::zk::blake2b_test {
namespace {

using Json = nlohmann::json;

Bytes bytes_of(const Json& text) {
    return decode_hex(text.get<std::string>()).value();
}

Bytes hash(const Personalisation& use, ByteSpan input, std::size_t size_bytes, ByteSpan key) {
    Bytes out(size_bytes);
    Blake2b(use, size_bytes, key).update(input).finish(out);
    return out;
}

/// Origin: Python's hashlib (tools/model/lowest_layers.py).
Json load_cases() {
    std::ifstream in(TACIT_SOURCE_DIR "/vectors/blake2b.json");
    return Json::parse(in).at("cases");
}

TEST(Blake2b, GivesTheKnownAnswers) {
    const Json cases = load_cases();
    ASSERT_EQ(cases.size(), 108U);
    for (const Json& known : cases) {
        const Personalisation use(known["person"].get<std::string>());
        const Bytes input = bytes_of(known["input"]);
        const Bytes key = bytes_of(known["key"]);
        const Bytes digest = bytes_of(known["digest"]);
        EXPECT_EQ(hash(use, input, digest.size(), key), digest) << known;
    }
}

TEST(Blake2b, OneShotFunctionsGiveTheKnownAnswers) {
    std::size_t of_32 = 0;
    std::size_t of_64 = 0;
    for (const Json& known : load_cases()) {
        const Personalisation use(known["person"].get<std::string>());
        const Bytes input = bytes_of(known["input"]);
        const Bytes key = bytes_of(known["key"]);
        const std::string digest = known["digest"];
        if (digest.size() == 64) {
            EXPECT_EQ(encode_hex(blake2b_256(use, input, key)), digest);
            ++of_32;
        } else if (digest.size() == 128) {
            EXPECT_EQ(encode_hex(blake2b_512(use, input, key)), digest);
            ++of_64;
        }
    }
    EXPECT_GT(of_32, 0U);
    EXPECT_GT(of_64, 0U);
}

TEST(Blake2b, InputMayComeInPieces) {
    const Personalisation use("Tacit_Test");
    const Bytes input(300, 0x5a);
    Blake2b hasher(use, 32);
    hasher.update(ByteSpan(input).first(1)).update(ByteSpan(input).subspan(1, 199));
    hasher.update({}).update(ByteSpan(input).last(100));
    ByteArray<32> digest;
    hasher.finish(digest);
    EXPECT_EQ(digest, blake2b_256(use, input));
}

TEST(Blake2b, CopiesGoTheirOwnWay) {
    const Personalisation use("Tacit_Test");
    Blake2b original(use, 32);
    original.update(as_bytes("shared "));
    Blake2b copy = original;
    original.update(as_bytes("one"));
    copy.update(as_bytes("two"));
    Blake2b assigned(use, 32);
    assigned = original;
    ByteArray<32> first, second, third;
    original.finish(first);
    copy.finish(second);
    assigned.finish(third);
    EXPECT_EQ(first, blake2b_256(use, as_bytes("shared one")));
    EXPECT_EQ(second, blake2b_256(use, as_bytes("shared two")));
    EXPECT_EQ(third, first);
}

TEST(Blake2b, PersonalisationAndLengthSeparate) {
    const auto base = blake2b_512(Personalisation("Tacit_A"), {});
    EXPECT_NE(base, blake2b_512(Personalisation("Tacit_B"), {}));
    const auto half = blake2b_256(Personalisation("Tacit_A"), {});
    EXPECT_FALSE(std::equal(half.begin(), half.end(), base.begin()));
}

TEST(Blake2bDeathTest, WrongLengthsAreBrokenInvariants) {
    EXPECT_DEATH(Personalisation(""), "invariant broken");
    EXPECT_DEATH(Personalisation("seventeen letters"), "invariant broken");
    const Personalisation use("Tacit_Test");
    EXPECT_DEATH(Blake2b(use, 65), "invariant broken");
    EXPECT_DEATH(Blake2b(use, 32, Bytes(65)), "invariant broken");
    ByteArray<31> digest;
    EXPECT_DEATH(Blake2b(use, 32).finish(digest), "invariant broken");
}

// FIPS 180-4 example: SHA-256("abc").
TEST(Sha256, GivesTheStandardsAnswer) {
    EXPECT_EQ(encode_hex(sha256(as_bytes("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace tacit::zk::blake2b_test
