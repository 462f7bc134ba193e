#include "base/result.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace tacit::result_test {
namespace {

enum class Mistake { kFirst = 1, kSecond = 2 };

Result<int, Mistake> half(int value) {
    if (value % 2 != 0) return fail(Mistake::kFirst);
    return value / 2;
}

Result<void, Mistake> require_small(int value) {
    if (value > 10) return fail(Mistake::kSecond);
    return {};
}

Result<std::string, Mistake> quarter_text(int value) {
    TACIT_TRY_VOID(require_small(value));
    TACIT_TRY(const int once, half(value));
    TACIT_TRY(const int twice, half(once));
    return std::to_string(twice);
}

TEST(Result, CarriesAValueOrAnError) {
    const auto good = half(4);
    EXPECT_TRUE(good.ok());
    EXPECT_TRUE(static_cast<bool>(good));
    EXPECT_EQ(good.value(), 2);
    EXPECT_EQ(*good, 2);
    const auto bad = half(3);
    EXPECT_FALSE(bad.ok());
    EXPECT_FALSE(static_cast<bool>(bad));
    EXPECT_EQ(bad.error(), Mistake::kFirst);
}

TEST(Result, OfNothingCarriesAnError) {
    EXPECT_TRUE(require_small(1).ok());
    EXPECT_TRUE(static_cast<bool>(require_small(1)));
    const auto bad = require_small(11);
    EXPECT_FALSE(bad.ok());
    EXPECT_EQ(bad.error(), Mistake::kSecond);
}

TEST(Result, TryPassesErrorsOn) {
    EXPECT_EQ(quarter_text(8).value(), "2");
    EXPECT_EQ(quarter_text(6).error(), Mistake::kFirst);
    EXPECT_EQ(quarter_text(12).error(), Mistake::kSecond);
}

TEST(Result, MovesValuesThatCannotBeCopied) {
    Result<std::unique_ptr<int>, Mistake> result(std::make_unique<int>(7));
    EXPECT_EQ(**result, 7);
    const std::unique_ptr<int> taken = std::move(result).value();
    EXPECT_EQ(*taken, 7);
}

TEST(Result, ArrowReachesIntoTheValue) {
    Result<std::string, Mistake> result(std::string("abc"));
    EXPECT_EQ(result->size(), 3U);
    result->push_back('d');
    EXPECT_EQ(*result, "abcd");
}

TEST(Result, ValueAndErrorOfOneTypeStayApart) {
    const Result<int, int> value(1);
    const Result<int, int> error(fail(1));
    EXPECT_TRUE(value.ok());
    EXPECT_FALSE(error.ok());
}

TEST(ResultDeathTest, ReadingTheWrongOneStopsTheProgram) {
    const auto good = half(4);
    const auto bad = half(3);
    EXPECT_DEATH((void)bad.value(), "invariant broken");
    EXPECT_DEATH((void)*bad, "invariant broken");
    EXPECT_DEATH((void)good.error(), "invariant broken");
    EXPECT_DEATH((void)require_small(1).error(), "invariant broken");
}

}  // namespace
}  // namespace tacit::result_test
