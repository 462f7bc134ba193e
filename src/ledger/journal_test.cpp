#include "ledger/journal.hpp"

#include <map>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "ledger/memory_kv.hpp"

namespace tacit::ledger::journal_test {
namespace {

StateKey numbered_key(std::uint8_t number) {
    ByteArray<32> id{};
    id[0] = number;
    return StateKey(StateKind::kNullifier, id);
}

LtHash hash_of(const MemoryKv& kv) {
    LtHash hash;
    const auto added = kv.for_each([&](const StateKey& key, ByteSpan value) {
        if (is_committed(key.kind()))
            hash.add(static_cast<std::uint8_t>(key.kind()), key.id(), value);
        return Result<void, StateError>();
    });
    EXPECT_TRUE(added.ok());
    return hash;
}

TEST(Journal, AddsOnlyAnAbsentKey) {
    MemoryKv base;
    Journal journal(base);
    ASSERT_TRUE(journal.add(numbered_key(1), Bytes{1}).ok());
    EXPECT_EQ(journal.add(numbered_key(1), Bytes{2}).error().code, StateErrorCode::kKeyPresent);
    EXPECT_EQ(**journal.get(numbered_key(1)), Bytes{1});
}

// Protocol §7: 65,536 additions of one pair would vanish from the LtHash. The second is refused.
TEST(Journal, RefusesASecondCopyOfAStoredPair) {
    MemoryKv base;
    Journal first(base);
    ASSERT_TRUE(first.add(numbered_key(1), Bytes{1}).ok());
    ASSERT_TRUE(base.apply(first.delta()).ok());
    Journal second(base);
    EXPECT_EQ(second.add(numbered_key(1), Bytes{1}).error().code, StateErrorCode::kKeyPresent);
    EXPECT_TRUE(second.delta().changes().empty());
}

TEST(Journal, ReplacesAndRemovesOnlyTheStoredPair) {
    MemoryKv base;
    Journal journal(base);
    ASSERT_TRUE(journal.add(numbered_key(1), Bytes{1}).ok());
    EXPECT_EQ(journal.replace(numbered_key(1), Bytes{9}, Bytes{2}).error().code,
              StateErrorCode::kPairMismatch);
    EXPECT_EQ(journal.remove(numbered_key(1), Bytes{9}).error().code,
              StateErrorCode::kPairMismatch);
    EXPECT_EQ(journal.remove(numbered_key(2), Bytes{}).error().code, StateErrorCode::kPairMismatch);
    EXPECT_TRUE(journal.replace(numbered_key(1), Bytes{1}, Bytes{2}).ok());
    EXPECT_TRUE(journal.remove(numbered_key(1), Bytes{2}).ok());
    EXPECT_TRUE(journal.delta().changes().empty());
}

// A random walk over a few keys, with a plain map as the model.
class Walk {
  public:
    explicit Walk(std::uint64_t seed) : x_rng(seed) {}

    void step(Journal& journal, std::map<StateKey, Bytes>& model) {
        const StateKey key = numbered_key(random_byte() % 12);
        const Bytes value{random_byte()};
        const auto stored = model.find(key);
        if (stored == model.end()) {
            ASSERT_TRUE(journal.add(key, value).ok());
            model.emplace(key, value);
        } else if (random_byte() % 2 == 0) {
            ASSERT_TRUE(journal.replace(key, stored->second, value).ok());
            stored->second = value;
        } else {
            ASSERT_TRUE(journal.remove(key, stored->second).ok());
            model.erase(stored);
        }
    }

    std::uint8_t random_byte() { return random_bytes<1>(x_rng)[0]; }

  private:
    tacit::testing::SeededRng x_rng;
};

TEST(JournalProperty, RollbackIsTheIdentityAndDeltaIsTheDifference) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Walk walk(seed);
        MemoryKv base;
        LtHash hash;
        std::map<StateKey, Bytes> model;
        for (int block = 0; block < 5; ++block) {
            Journal journal(base);
            for (int i = 0; i < 10; ++i) walk.step(journal, model);
            const StateDelta before = journal.delta();
            const auto mark = journal.checkpoint();
            auto scratch = model;
            for (int i = 0; i < 10; ++i) walk.step(journal, scratch);
            journal.rollback(mark);
            ASSERT_EQ(journal.delta(), before);
            ASSERT_TRUE(base.apply(journal.delta()).ok());
            journal.delta().apply_to(hash);
            for (const auto& [key, value] : model) ASSERT_EQ(**base.get(key), value);
            ASSERT_EQ(base.size(), model.size());
            ASSERT_EQ(hash, hash_of(base)) << "incremental LtHash differs from the recomputed one";
        }
    }
}

TEST(Journal, CheckpointsNest) {
    MemoryKv base;
    Journal journal(base);
    const auto outer = journal.checkpoint();
    ASSERT_TRUE(journal.add(numbered_key(1), Bytes{1}).ok());
    const auto inner = journal.checkpoint();
    ASSERT_TRUE(journal.replace(numbered_key(1), Bytes{1}, Bytes{2}).ok());
    journal.rollback(inner);
    EXPECT_EQ(**journal.get(numbered_key(1)), Bytes{1});
    journal.rollback(outer);
    EXPECT_FALSE(journal.get(numbered_key(1))->has_value());
}

}  // namespace
}  // namespace tacit::ledger::journal_test
