#include "ledger/personalisations.hpp"

#include <set>

#include <gtest/gtest.h>

#include "shielded/personalisations.hpp"

namespace tacit::ledger::personalisations_test {
namespace {

// One personalisation used twice would let a hash of one thing stand for a hash of another.
TEST(Personalisations, AreApartFromEachOtherAndFromTheShieldedPools) {
    std::set<std::string_view> seen;
    for (const auto use : personal::kAll) EXPECT_TRUE(seen.insert(use).second) << use;
    for (const auto use : shielded::personal::kAll) EXPECT_TRUE(seen.insert(use).second) << use;
    for (const auto use : seen) EXPECT_LE(use.size(), 16u);
}

}  // namespace
}  // namespace tacit::ledger::personalisations_test
