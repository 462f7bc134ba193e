#include "base/secret.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include <gtest/gtest.h>

namespace tacit::secret_test {
namespace {

TEST(SecureZero, OverwritesExactlyItsBytes) {
    ByteArray<6> memory{1, 2, 3, 4, 5, 6};
    secure_zero(memory.data() + 1, 4);
    EXPECT_EQ(memory, (ByteArray<6>{1, 0, 0, 0, 0, 6}));
}

TEST(EqualConstantTime, ComparesEveryByteAndTheLength) {
    const Bytes base(32, 7);
    EXPECT_TRUE(equal_constant_time(base, base));
    EXPECT_TRUE(equal_constant_time({}, {}));
    for (std::size_t i = 0; i < base.size(); ++i) {
        Bytes changed = base;
        changed[i] ^= 0x80;
        EXPECT_FALSE(equal_constant_time(base, changed)) << i;
    }
    EXPECT_FALSE(equal_constant_time(base, ByteSpan(base).first(31)));
}

using Key = SecretBytes<4>;
constexpr ByteArray<4> kBytes{9, 8, 7, 6};
constexpr ByteArray<4> kZero{};

TEST(SecretBytes, StartsAsZeroAndHoldsItsBytes) {
    EXPECT_EQ(Key().bytes(), kZero);
    EXPECT_EQ(Key(kBytes).bytes(), kBytes);
    EXPECT_EQ(Key::size(), 4U);
    EXPECT_TRUE(Key(kBytes) == Key(kBytes));
    EXPECT_FALSE(Key(kBytes) == Key());
}

TEST(SecretBytes, MoveWipesTheSource) {
    Key source(kBytes);
    Key target(std::move(source));
    EXPECT_EQ(target.bytes(), kBytes);
    EXPECT_EQ(source.bytes(), kZero);  // NOLINT(bugprone-use-after-move): the point of the test
    Key assigned;
    assigned = std::move(target);
    EXPECT_EQ(assigned.bytes(), kBytes);
    EXPECT_EQ(target.bytes(), kZero);  // NOLINT(bugprone-use-after-move)
}

TEST(SecretBytes, MoveToItselfKeepsTheBytes) {
    Key key(kBytes);
    Key& same = key;
    key = std::move(same);
    EXPECT_EQ(key.bytes(), kBytes);
}

TEST(SecretBytes, CopyKeepsTheSource) {
    const Key source(kBytes);
    const Key copy = source;
    EXPECT_EQ(copy.bytes(), kBytes);
    EXPECT_EQ(source.bytes(), kBytes);
}

TEST(SecretBytes, DestructionWipes) {
    alignas(Key) ByteArray<sizeof(Key)> memory{};
    Key* key = new (memory.data()) Key(kBytes);
    EXPECT_EQ(memory, kBytes);
    key->~Key();
    EXPECT_EQ(memory, kZero);
}

TEST(WipeGuard, WipesAtTheEndOfTheScope) {
    Bytes memory(5, 3);
    {
        const WipeGuard guard(memory);
        EXPECT_EQ(memory, Bytes(5, 3));
    }
    EXPECT_EQ(memory, Bytes(5, 0));
}

}  // namespace
}  // namespace tacit::secret_test
