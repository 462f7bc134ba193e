// Well-formed UTF-8 and what is not.
#include "shielded/note/utf8.hpp"

#include <gtest/gtest.h>

namespace tacit::shielded::utf8_test {
namespace {

// Unicode 15, table 3-7 and the examples of ill-formed text around it.
TEST(Utf8, KnowsWellFormedText) {
    for (const char* good :
         {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
          "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(is_utf8(as_bytes(good))) << good;
    for (const char* bad : {"\x80", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41", "\xe0\x9f\xbf",
                            "\xed\xa0\x80", "\xe1\x80", "\xe1\x80\x41", "\xf0\x8f\xbf\xbf",
                            "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf1\x80\x80", "\xff"})
        EXPECT_FALSE(is_utf8(as_bytes(bad))) << bad;
}

}  // namespace
}  // namespace tacit::shielded::utf8_test
