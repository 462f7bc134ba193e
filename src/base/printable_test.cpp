#include "base/printable.hpp"

#include <cstdint>

#include <gtest/gtest.h>

namespace tacit::printable_test {
namespace {

TEST(Printable, TextThatCommandsATerminalIsNeutralised) {
    EXPECT_EQ(printable("Grüße"), "Grüße");
    EXPECT_EQ(printable("a\nb"),
              "a\xef\xbf\xbd"
              "b");
    EXPECT_EQ(printable("\xe2\x80\xae"), "\xef\xbf\xbd");  // right-to-left override
    EXPECT_EQ(printable("\xc2\x9b"), "\xef\xbf\xbd");      // C1's CSI, "ESC [" in one character
    EXPECT_EQ(printable("\xff"), "\xef\xbf\xbd");
}

TEST(Printable, KnowsControlsAtTheirBounds) {
    for (const char32_t value :
         {0x0, 0x1f, 0x7f, 0x9f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069})
        EXPECT_TRUE(is_control(value)) << std::uint32_t{value};
    for (const char32_t value : {0x20, 0x7e, 0xa0, 0x2027, 0x202f, 0x2065, 0x206a})
        EXPECT_FALSE(is_control(value)) << std::uint32_t{value};
}

}  // namespace
}  // namespace tacit::printable_test
