// What a writer leaves on the heap while it grows: it may write keys.
#include <gtest/gtest.h>

#include "base/codec.hpp"
#include "base/secret.hpp"
#include "base/testing/freed_blocks.hpp"

namespace tacit::wiping_test {
namespace {

constexpr std::uint8_t kMark = 0xe1;

using testing::holds_mark;
using testing::watch_freed_blocks;

template <class Write>
testing::FreedBlocks watch_writer(const Write& write) {
    return watch_freed_blocks(holds_mark<kMark>, [&] {
        Writer out;
        for (int i = 0; i < 100; ++i) write(out);
        Bytes taken = out.take();
        const WipeGuard wipe(taken);
    });
}

TEST(Wiping, TheWatchNoticesABlock) {
    const auto freed = watch_freed_blocks(holds_mark<kMark>, [] {
        Bytes wiped(100, kMark);
        const Bytes left(100, kMark);
        secure_zero(wiped.data(), wiped.size());
    });
    EXPECT_EQ(freed.count, 2U);
    EXPECT_EQ(freed.bad, 1U);
}

TEST(Wiping, OfWhatAWriterGrewOutOf) {
    const ByteArray<32> secret = [] {
        ByteArray<32> out;
        out.fill(kMark);
        return out;
    }();
    const Uint128 wide = ~Uint128{0} / 255 * kMark;
    const auto narrow = static_cast<std::uint64_t>(wide);
    for (const auto& freed : {
             watch_writer([](Writer& out) { out.u8(kMark); }),
             watch_writer([&](Writer& out) { out.u64(narrow); }),
             watch_writer([&](Writer& out) { out.u128(wide); }),
             watch_writer([&](Writer& out) { out.fixed(secret); }),
             watch_writer([&](Writer& out) { out.var_bytes(secret); }),
         }) {
        EXPECT_GE(freed.count, 5U);
        EXPECT_EQ(freed.bad, 0U);
    }
}

TEST(Wiping, AWriterWithItsFinalSizeDoesNotGrow) {
    const auto freed = watch_freed_blocks(holds_mark<kMark>, [] {
        Writer out(100);
        for (int i = 0; i < 100; ++i) out.u8(kMark);
        Bytes taken = out.take();
        const WipeGuard wipe(taken);
    });
    EXPECT_EQ(freed.count, 1U);
    EXPECT_EQ(freed.bad, 0U);
}

}  // namespace
}  // namespace tacit::wiping_test
