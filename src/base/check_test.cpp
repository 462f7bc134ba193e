#include "base/check.hpp"

#include <gtest/gtest.h>

namespace tacit::check_test {
namespace {

TEST(CheckDeathTest, NamesTheConditionAndThePlace) {
    EXPECT_DEATH(TACIT_CHECK(1 + 1 == 3), "1 \\+ 1 == 3.*check_test.cpp");
    TACIT_CHECK(1 + 1 == 2);
}

}  // namespace
}  // namespace tacit::check_test
