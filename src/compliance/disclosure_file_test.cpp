// The file: one text a disclosure, and every other text refused.
#include "compliance/disclosure_file.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "compliance/testing/paid_chain.hpp"

namespace tacit::compliance::disclosure_file_test {
namespace {

using nlohmann::json;
using testing::PaidChain;

const std::string& sample_text() {
    static const std::string kText = encode_disclosure(PaidChain().disclosure());
    return kText;
}

/// Why a text is refused.
DecodeError refusal(const std::string& text) {
    const auto decoded = decode_disclosure(text);
    EXPECT_FALSE(decoded.ok()) << text.substr(0, 200);
    return decoded.ok() ? DecodeError{} : decoded.error();
}

/// The sample with a change to its JSON, spelled canonically.
template <class Change>
std::string changed(Change change) {
    json object = json::parse(sample_text());
    change(object);
    return object.dump(2) + "\n";
}

TEST(DisclosureFile, RoundTrip) {
    const PaidChain paid;
    Disclosure disclosure = paid.disclosure();
    EXPECT_EQ(decode_disclosure(encode_disclosure(disclosure)).value(), disclosure);
    disclosure.label.reset();
    EXPECT_EQ(decode_disclosure(encode_disclosure(disclosure)).value(), disclosure);
    EXPECT_TRUE(check_disclosure(*decode_disclosure(sample_text()), paid.app_hash).ok());
}

TEST(DisclosureFile, RoundTripOfAnIssue) {
    PaidChain paid;
    paid.transactions = {paid.chain.issue(1, Amount(7))};
    paid.keep(paid.chain.commit(paid.transactions));
    const auto disclosure = make_disclosure(
        paid.source(0, 0), paid.address_of(paid.payee),
        {paid.address_of(paid.payee).diversifier, paid.eurx().opening(), Amount(7), {}, {}});
    EXPECT_EQ(decode_disclosure(encode_disclosure(disclosure)).value(), disclosure);
}

TEST(DisclosureFile, Truncated) {
    for (std::size_t size = 0; size < sample_text().size(); size += 97)
        refusal(sample_text().substr(0, size));
    refusal(sample_text().substr(0, sample_text().size() - 2));
}

TEST(DisclosureFile, Trailing) {
    EXPECT_EQ(refusal(sample_text() + "\n").code, DecodeErrorCode::kNonCanonical);
    refusal(sample_text() + "{}");
}

TEST(DisclosureFile, OtherSpellingsOfTheSame) {
    std::string upper = sample_text();
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
    });
    refusal(upper);
    const std::string compact = json::parse(sample_text()).dump();
    std::string crlf = sample_text();
    crlf.insert(crlf.find('\n'), "\r");
    std::string escaped = sample_text();
    escaped.replace(escaped.find("EURX"), 1, "\\u0045");
    std::string zero = sample_text();
    zero.insert(zero.find("1234"), "0");
    const std::string unknown = changed([](json& object) { object["extra"] = 1; });
    const std::string unknown_inside = changed([](json& object) { object["note"]["x"] = 1; });
    for (const auto& text : {compact, compact + "\n", crlf, escaped, zero, unknown, unknown_inside})
        EXPECT_EQ(refusal(text).code, DecodeErrorCode::kNonCanonical) << text.substr(0, 100);
    const std::size_t place = sample_text().find("EURX");
    EXPECT_EQ(refusal(escaped).offset, place);
}

TEST(DisclosureFile, MemberNamedTwice) {
    std::string twice = sample_text();
    twice.insert(twice.find("\"output\""), "\"output\": 1,\n  ");
    // Refused by the parser: which of the two counts must not be a choice.
    EXPECT_NE(refusal(twice).field, std::string_view("disclosure"));
}

TEST(DisclosureFile, WrongNetwork) {
    const std::string renamed = changed([](json& object) { object["network"] = "main"; });
    EXPECT_EQ(refusal(renamed).code, DecodeErrorCode::kWrongNetwork);
    const std::string other = changed([](json& object) { object["network"] = "dev"; });
    EXPECT_EQ(refusal(other).field, std::string_view("network"));
}

TEST(DisclosureFile, UnknownVersionAndFormat) {
    EXPECT_EQ(refusal(changed([](json& object) { object["version"] = 2; })).code,
              DecodeErrorCode::kUnknownVersion);
    EXPECT_EQ(refusal(changed([](json& object) { object["format"] = "x"; })).field,
              std::string_view("format"));
}

TEST(DisclosureFile, TransactionOfAnotherLength) {
    const auto with = [](auto edit) {
        return refusal(changed([&](json& object) {
            auto text = object["transaction"].get<std::string>();
            edit(text);
            object["transaction"] = text;
        }));
    };
    EXPECT_EQ(with([](std::string& text) { text.resize(text.size() - 2); }).code,
              DecodeErrorCode::kTruncated);
    EXPECT_EQ(with([](std::string& text) { text += "00"; }).code, DecodeErrorCode::kTrailingBytes);
    EXPECT_EQ(with([](std::string& text) { text.clear(); }).code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(with([](std::string& text) { text[1] = '3'; }).field, std::string_view("kind"));
}

TEST(DisclosureFile, EveryMemberIsNeededAndTyped) {
    const json sample = json::parse(sample_text());
    for (const auto& item : sample.items()) {
        if (item.key() == "asset") continue;
        refusal(changed([&](json& object) { object.erase(item.key()); }));
        refusal(changed([&](json& object) { object[item.key()] = nullptr; }));
        refusal(changed([&](json& object) { object[item.key()] = -1; }));
    }
    for (const char* part : {"note", "asset"})
        for (const auto& item : sample[part].items()) {
            refusal(changed([&](json& object) { object[part].erase(item.key()); }));
            refusal(changed([&](json& object) { object[part][item.key()] = nullptr; }));
        }
}

TEST(DisclosureFile, NumbersOutOfRange) {
    refusal(changed([](json& object) { object["output"] = 256; }));
    refusal(changed([](json& object) { object["note"]["policy_id"] = 1ULL << 32; }));
    refusal(changed([](json& object) { object["asset"]["decimals"] = 39; }));
    refusal(changed([](json& object) { object["note"]["value"] = std::string(40, '9'); }));
    refusal(changed([](json& object) { object["note"]["value"] = "-5"; }));
    refusal(changed([](json& object) { object["note"]["token"] = std::string(64, 'f'); }));
}

TEST(DisclosureFile, SymbolThatWouldDeceiveATerminal) {
    EXPECT_EQ(refusal(changed([](json& object) { object["asset"]["symbol"] = "EU\x1b[2K"; })).field,
              std::string_view("symbol"));
}

TEST(DisclosureFile, TooLong) {
    EXPECT_EQ(refusal(std::string(kDisclosureSizeMax + 1, ' ')).code, DecodeErrorCode::kTooLong);
    Disclosure disclosure = PaidChain().disclosure();
    disclosure.receipt.parts.trees.resize(ledger::kTreesMax);
    disclosure.receipt.path = {4095, 4096, std::vector<ByteArray<32>>(12)};
    EXPECT_LT(encode_disclosure(disclosure).size(), kDisclosureSizeMax);
}

}  // namespace
}  // namespace tacit::compliance::disclosure_file_test
