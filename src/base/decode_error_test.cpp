#include "base/decode_error.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace tacit::decode_error_test {
namespace {

TEST(DecodeErrorTest, DescribesFieldPlaceAndReason) {
    EXPECT_EQ(describe({DecodeErrorCode::kNonCanonical, 46, "anchor"}),
              "anchor at byte 46: not canonical");
}

TEST(DecodeErrorTest, EveryReasonHasItsOwnWords) {
    std::vector<std::string> seen;
    for (int code = 1; code <= 12; ++code) {
        const std::string text = describe({static_cast<DecodeErrorCode>(code), 0, "x"});
        EXPECT_EQ(text.find("unknown reason"), std::string::npos) << code;
        for (const auto& other : seen) EXPECT_NE(text, other);
        seen.push_back(text);
    }
    EXPECT_EQ(describe({static_cast<DecodeErrorCode>(13), 0, "x"}), "x at byte 0: unknown reason");
}

TEST(DecodeErrorTest, ComparesTheFieldAsText) {
    // Two addresses, as the same literal has in two translation units.
    const char one[] = "anchor", two[] = "anchor", other[] = "root";
    const DecodeError error{DecodeErrorCode::kTruncated, 3, one};
    EXPECT_TRUE((error == DecodeError{DecodeErrorCode::kTruncated, 3, two}));
    EXPECT_FALSE((error == DecodeError{DecodeErrorCode::kTruncated, 3, other}));
    EXPECT_FALSE((error == DecodeError{DecodeErrorCode::kTruncated, 4, one}));
    EXPECT_FALSE((error == DecodeError{DecodeErrorCode::kTrailingBytes, 3, one}));
}

}  // namespace
}  // namespace tacit::decode_error_test
