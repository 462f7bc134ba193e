#include "wallet/pay/payment_uri.hpp"

#include <algorithm>
#include <cctype>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/note/encryption.hpp"
#include "shielded/note/memo.hpp"

namespace tacit::wallet::payment_uri_test {
namespace {

class PaymentUriTest : public ::testing::Test {
  protected:
    PaymentUri uri() const { return {shielded::Network::kTest, address, "12.50", "EURX", "Grüße"}; }
    std::string text(const std::string& query) const {
        return "tacit:" + address.encode(shielded::Network::kTest) + query;
    }
    void expect_refused(const std::string& given, const char* field) {
        const auto parsed = parse_payment_uri(given);
        ASSERT_FALSE(parsed.ok()) << given;
        EXPECT_STREQ(parsed.error().field, field) << given;
    }

    tacit::testing::SeededRng rng{1};
    shielded::Address address = shielded::random_address(rng);
};

TEST_F(PaymentUriTest, ComesBack) {
    EXPECT_EQ(encode_payment_uri(uri()), text("?amount=12.50&asset=EURX&memo=R3LDvMOfZQ"));
    EXPECT_EQ(parse_payment_uri(encode_payment_uri(uri())).value(), uri());
    const PaymentUri bare{shielded::Network::kMain, address, {}, {}, {}};
    EXPECT_EQ(parse_payment_uri(encode_payment_uri(bare)).value(), bare);
}

TEST_F(PaymentUriTest, CapitalsForQrCodesMeanTheSame) {
    const std::string capitals = payment_uri_for_qr(uri());
    EXPECT_TRUE(capitals.starts_with("TACIT:TACTEST1"));
    EXPECT_EQ(parse_payment_uri(capitals).value(), uri());
}

TEST_F(PaymentUriTest, UnknownParametersArePassedOver) {
    const auto parsed = parse_payment_uri(text("?label=Caf%C3%A9&amount=1&x-y_z="));
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed->amount, "1");
    EXPECT_EQ(parse_payment_uri(text("?amount=%31%2E5")).value().amount, "1.5");
}

TEST_F(PaymentUriTest, WhatCannotBeMeantIsRefused) {
    expect_refused("", "scheme");
    expect_refused("bitcoin:abc", "scheme");
    expect_refused("tacit:abc", "address");
    expect_refused("tacit:", "address");
    expect_refused(text("?amount=1&amount=1"), "parameter named twice");
    expect_refused(text("?label=a&label=b"), "parameter named twice");
    expect_refused(text("?req-lock=1"), "required parameter");
    expect_refused(text("?amount.1=5"), "several payments");
    expect_refused(text("?Amount.1=5"), "several payments");
    expect_refused(text("?%61mount=1"), "parameter");
    expect_refused(text("?amount=1;asset=EURX"), "amount");
    expect_refused(text("?amount=1&amp;asset=EURX"), "parameter");
    expect_refused(text("?"), "parameter");
    expect_refused(text("?amount=1&"), "parameter");
    expect_refused(text("?amount"), "parameter");
    expect_refused(text("?=1"), "parameter");
    for (const char* amount : {"", "1,5", "-1", "1e3", ".5", "1.", "1%20", "0x1"})
        expect_refused(text(std::string("?amount=") + amount), "amount");
    for (const char* asset : {"", "eurx", "EUR-X", "ABCDEFGHIJKLM"})
        expect_refused(text(std::string("?asset=") + asset), "asset");
    for (const char* percent : {"%", "%4", "%4g", "a%"})
        expect_refused(text(std::string("?label=") + percent), "percent-encoding");
}

TEST_F(PaymentUriTest, NamesMeanTheSameInAnyCase) {
    const auto parsed = parse_payment_uri(text("?AMOUNT=1.5&Asset=EURX&mEMO=R3LDvMOfZQ"));
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(*parsed, (PaymentUri{shielded::Network::kTest, address, "1.5", "EURX", "Grüße"}));
    expect_refused(text("?amount=0.01&AMOUNT=9"), "parameter named twice");
    expect_refused(text("?label=a&Label=b"), "parameter named twice");
    for (const char* lock : {"REQ-LOCK=1", "Req-lock=1", "rEq-=", "req-LOCK=1"})
        expect_refused(text(std::string("?amount=1&") + lock), "required parameter");
}

TEST_F(PaymentUriTest, AllInCapitalsIsReadIfNothingIsLost) {
    const auto capitals = [](std::string given) {
        std::ranges::transform(given, given.begin(),
                               [](unsigned char c) { return std::toupper(c); });
        return given;
    };
    PaymentUri plain = uri();
    plain.memo.clear();
    EXPECT_EQ(parse_payment_uri(capitals(encode_payment_uri(plain))).value(), plain);
    // R0VMRA is a memo in capitals that is read as one: GELD.
    EXPECT_EQ(parse_payment_uri(text("?memo=R0VMRA")).value().memo, "GELD");
    expect_refused(capitals(text("?memo=R0VMRA")), "capitals");
}

TEST_F(PaymentUriTest, PartsOfOtherUrisAreNamed) {
    const std::string plain = address.encode(shielded::Network::kTest);
    expect_refused("tacit://" + plain + "?amount=1", "slash");
    expect_refused("tacit:" + plain + "/?amount=1", "slash");
    expect_refused(text("?amount=1#here"), "fragment");
    expect_refused(text("#here"), "fragment");
    EXPECT_TRUE(parse_payment_uri(text("?link=a/b")).ok());
}

TEST_F(PaymentUriTest, TheFirstFaultInOrderIsTold) {
    expect_refused("bitcoin://x y", "payment URI");
    expect_refused("bitcoin://x#y", "scheme");
    expect_refused("tacit://x#y", "fragment");
    expect_refused("tacit:/x?amount=x", "slash");
    expect_refused("tacit:x?amount=x&req-a=1", "address");
    expect_refused(text("?amount=x&req-a=1"), "amount");
    expect_refused(text("?req-a=1&amount=x"), "required parameter");
}

TEST_F(PaymentUriTest, FaultsAreToldInWords) {
    const auto told = [](const std::string& given) {
        return describe_uri_error(parse_payment_uri(given).error());
    };
    EXPECT_EQ(told("bitcoin:x"), "it does not start with tacit: (character 1)");
    EXPECT_EQ(told("tacit://x"),
              "the address follows tacit: at once, and the parameters follow it, without a / "
              "(character 7)");
    EXPECT_EQ(told("tacit:x#y"), "nothing may follow a # (character 8)");
    EXPECT_THAT(told(text("?REQ-A=1")), ::testing::HasSubstr("a condition (req-...)"));
    EXPECT_THAT(told(text("?a=1&A=2")), ::testing::HasSubstr("there twice"));
    EXPECT_THAT(told(text("?amount=x")), ::testing::StartsWith("the amount is not a number"));
    EXPECT_THAT(told("tacit:x"), ::testing::StartsWith("address at byte 6"));
}

TEST_F(PaymentUriTest, AnAddressIsJudgedByItsOwnNetwork) {
    for (const auto network : {shielded::Network::kMain, shielded::Network::kTest}) {
        std::string broken = address.encode(network);
        broken.back() = broken.back() == 'q' ? 'p' : 'q';
        const auto parsed = parse_payment_uri("tacit:" + broken);
        ASSERT_FALSE(parsed.ok());
        EXPECT_EQ(parsed.error().code, DecodeErrorCode::kBadChecksum);
    }
}

TEST_F(PaymentUriTest, AMemoHasOneText) {
    for (const char* memo : {"", "R3LDvMOfZQ==", "R3LDvMOfZ", "R3LDvMOfZR", "a+b/", "/w", "_w"})
        expect_refused(text(std::string("?memo=") + memo), "memo");
    PaymentUri longest = uri();
    longest.memo = std::string(shielded::kMemoTextRoom, 'x');
    EXPECT_EQ(parse_payment_uri(encode_payment_uri(longest)).value(), longest);
    longest.memo += 'x';
    expect_refused(encode_payment_uri(longest), "memo");
}

TEST_F(PaymentUriTest, BytesOutsidePrintableAsciiAreRefused) {
    for (const char* bad : {" ", "\n", "\x7f", "\xc3\xa9"})
        expect_refused(text(std::string("?label=") + bad), "payment URI");
    expect_refused(std::string(kPaymentUriSizeMax + 1, 'x'), "payment URI");
}

TEST_F(PaymentUriTest, AnAddressOfMixedCaseIsRefused) {
    std::string mixed = encode_payment_uri(uri());
    mixed[10] = 'T';
    expect_refused(mixed, "address");
}

}  // namespace
}  // namespace tacit::wallet::payment_uri_test
