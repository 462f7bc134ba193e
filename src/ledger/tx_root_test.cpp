#include "ledger/tx_root.hpp"

#include <set>

#include <gtest/gtest.h>

namespace tacit::ledger::tx_root_test {
namespace {

std::vector<shielded::TxId> some_ids(std::size_t count) {
    std::vector<shielded::TxId> ids;
    for (std::size_t i = 0; i < count; ++i) {
        ByteArray<32> bytes{};
        bytes[0] = static_cast<std::uint8_t>(i);
        bytes[1] = static_cast<std::uint8_t>(i >> 8);
        ids.emplace_back(bytes);
    }
    return ids;
}

TEST(TxRoot, EveryIndexOfEveryShapeHasAPath) {
    for (std::size_t count = 1; count <= 33; ++count) {
        const auto ids = some_ids(count);
        const TxRoot root = tx_root(ids);
        for (std::uint32_t index = 0; index < count; ++index) {
            TxPath path = tx_path(ids, index);
            EXPECT_EQ(tx_root_of_path(ids[index], path), root) << count << " " << index;
            path.index = (index + 1) % static_cast<std::uint32_t>(count);
            EXPECT_EQ(tx_root_of_path(ids[index], path) == root, count == 1);
        }
    }
}

// CVE-2012-2459: with odd nodes paired with themselves, [a, b, c] and [a, b, c, c] share a root.
TEST(TxRoot, RepeatingTheLastTransactionsChangesTheRoot) {
    auto ids = some_ids(3);
    const TxRoot three = tx_root(ids);
    ids.push_back(ids.back());
    EXPECT_NE(tx_root(ids), three);

    auto six = some_ids(6);
    const TxRoot before = tx_root(six);
    six.push_back(six[4]);
    six.push_back(six[5]);
    EXPECT_NE(tx_root(six), before);
}

TEST(TxRoot, DiffersForEveryLength) {
    std::set<TxRoot> roots;
    for (std::size_t count = 0; count < 40; ++count) roots.insert(tx_root(some_ids(count)));
    EXPECT_EQ(roots.size(), 40u);
}

TEST(TxRoot, PathsOfImpossibleShapeGiveNothing) {
    const auto ids = some_ids(5);
    TxPath path = tx_path(ids, 1);
    path.siblings.pop_back();
    EXPECT_FALSE(tx_root_of_path(ids[1], path));
    EXPECT_FALSE(tx_root_of_path(ids[0], TxPath{0, 0, {}}));
    EXPECT_FALSE(tx_root_of_path(ids[0], TxPath{5, 5, {}}));
    EXPECT_FALSE(tx_path_length(0, kBlockTransactionsMax + 1));
}

}  // namespace
}  // namespace tacit::ledger::tx_root_test
