#include "ledger/lthash.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"

namespace tacit::ledger::lthash_test {
namespace {

nlohmann::json load_vectors() {
    std::ifstream file(std::string(TACIT_SOURCE_DIR) + "/vectors/lthash.json");
    return nlohmann::json::parse(file);
}

Bytes hex_bytes(const nlohmann::json& text) {
    return *decode_hex(text.get<std::string>());
}

// Origin: tools/model/lthash.py, written apart from the C++ on Python's hashlib.
TEST(LtHash, KnownAnswers) {
    const auto vectors = load_vectors();
    ASSERT_GE(vectors["cases"].size(), 8u);
    for (const auto& one : vectors["cases"]) {
        LtHash hash;
        for (const auto& step : one["steps"]) {
            const auto type = step["type"].get<std::uint8_t>();
            if (step["op"].get<std::string>() == "add")
                hash.add(type, hex_bytes(step["key"]), hex_bytes(step["value"]));
            else
                hash.remove(type, hex_bytes(step["key"]), hex_bytes(step["value"]));
        }
        EXPECT_EQ(encode_hex(ByteSpan(hash.encode()).first(32)),
                  one["first_lanes"].get<std::string>());
        EXPECT_EQ(encode_hex(hash.digest().bytes()), one["digest"].get<std::string>());
    }
}

TEST(LtHash, OrderDoesNotMatterAndRemovalUndoes) {
    LtHash forward;
    LtHash backward;
    for (std::uint8_t i = 0; i < 20; ++i) forward.add(1, Bytes{i}, Bytes{i, i});
    for (std::uint8_t i = 20; i-- > 0;) backward.add(1, Bytes{i}, Bytes{i, i});
    EXPECT_EQ(forward, backward);
    for (std::uint8_t i = 0; i < 20; ++i) forward.remove(1, Bytes{i}, Bytes{i, i});
    EXPECT_EQ(forward, LtHash());
}

TEST(LtHash, MergeIsTheUnion) {
    LtHash left;
    LtHash right;
    LtHash both;
    left.add(1, Bytes{1}, Bytes{10});
    right.add(2, Bytes{2}, Bytes{20});
    both.add(1, Bytes{1}, Bytes{10});
    both.add(2, Bytes{2}, Bytes{20});
    left.merge(right);
    EXPECT_EQ(left, both);
}

// Why the journal must hold each pair at most once: 2^16 copies of one pair add up to nothing.
TEST(LtHash, ALaneVanishesAfter65536Copies) {
    LtHash copies;
    copies.add(1, Bytes{1}, Bytes{2});
    for (int doubling = 0; doubling < 16; ++doubling) {
        EXPECT_NE(copies, LtHash());
        const LtHash same = copies;
        copies.merge(same);
    }
    EXPECT_EQ(copies, LtHash());
}

TEST(LtHash, EncodingIsCanonical) {
    LtHash hash;
    hash.add(9, Bytes{1, 2}, Bytes{3});
    const Bytes encoded = hash.encode();
    ASSERT_EQ(encoded.size(), LtHash::kSizeBytes);
    EXPECT_EQ(*LtHash::decode(encoded), hash);

    Bytes longer = encoded;
    longer.push_back(0);
    EXPECT_EQ(LtHash::decode(longer).error().code, DecodeErrorCode::kTrailingBytes);
    EXPECT_EQ(LtHash::decode(ByteSpan(encoded).first(100)).error().code,
              DecodeErrorCode::kTruncated);
}

}  // namespace
}  // namespace tacit::ledger::lthash_test
