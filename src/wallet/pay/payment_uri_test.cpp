#include "wallet/pay/payment_uri.hpp"

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
