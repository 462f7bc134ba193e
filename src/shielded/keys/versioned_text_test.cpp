// Prefixes, networks and versions.
#include "shielded/keys/versioned_text.hpp"

#include <gtest/gtest.h>

#include "shielded/keys/testing/keys_fixture.hpp"

namespace tacit::shielded::versioned_text_test {
namespace {

using testing::refusal;
using testing::some_key;

TEST(Address, OfAnotherNetworkIsItsOwnError) {
    const FullViewingKey fvk = some_key().viewing_key();
    const IncomingViewingKey ivk = fvk.incoming();
    const std::string main_text = ivk.address(0).encode(Network::kMain);
    EXPECT_EQ(main_text.substr(0, 4), "tac1");
    EXPECT_EQ(refusal<Address>(main_text), DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<Address>(ivk.address(0).encode(Network::kTest), Network::kMain),
              DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<IncomingViewingKey>(ivk.encode(Network::kMain)),
              DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<FullViewingKey>(fvk.encode(Network::kMain)), DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<Address>(ivk.encode(Network::kTest)), DecodeErrorCode::kInvalidValue)
        << "a viewing key is no address";
}

TEST(VersionedText, RefusesSizesAndVersions) {
    const auto text = encode_versioned(kAddressPrefixes, Network::kTest, 1, Bytes{1, 2, 3});
    const auto code = [&](std::uint8_t version, std::size_t size_bytes) {
        return decode_versioned(text, kAddressPrefixes, Network::kTest, version, size_bytes)
            .error()
            .code;
    };
    EXPECT_EQ(decode_versioned(text, kAddressPrefixes, Network::kTest, 1, 3).value(),
              (Bytes{1, 2, 3}));
    EXPECT_EQ(code(2, 3), DecodeErrorCode::kUnknownVersion);
    EXPECT_EQ(code(1, 4), DecodeErrorCode::kTruncated);
    EXPECT_EQ(code(1, 2), DecodeErrorCode::kTrailingBytes);
}

}  // namespace
}  // namespace tacit::shielded::versioned_text_test
