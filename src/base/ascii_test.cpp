#include "base/ascii.hpp"

#include <gtest/gtest.h>

namespace tacit::ascii_test {
namespace {

TEST(Ascii, ChangesLettersAndNothingElse) {
    for (int i = 0; i < 256; ++i) {
        const char c = static_cast<char>(i);
        const bool upper = i >= 'A' && i <= 'Z';
        const bool lower = i >= 'a' && i <= 'z';
        EXPECT_EQ(is_upper(c), upper);
        EXPECT_EQ(is_lower(c), lower);
        EXPECT_EQ(is_digit(c), i >= 48 && i <= 57);
        EXPECT_EQ(to_lower(c), upper ? static_cast<char>(i + 32) : c);
        EXPECT_EQ(to_upper(c), lower ? static_cast<char>(i - 32) : c);
    }
    EXPECT_EQ(lower_case("Az09-\xc3\x84"), "az09-\xc3\x84");
}

}  // namespace
}  // namespace tacit::ascii_test
