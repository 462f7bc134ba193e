#include <gtest/gtest.h>

#include "zk/curve/setup_check.hpp"
#include "zk/curve/testing/test_setup.hpp"

namespace tacit::zk::setup_binary_test {
namespace {

using testing::test_setup;

constexpr std::size_t kHeaderBytes = 14;

TEST(SetupBinary, EncodingComesBack) {
    const Bytes bytes = encode_setup(test_setup());
    EXPECT_EQ(bytes.size(), kHeaderBytes + 96 * (4096 + 1024) + 192);
    const auto setup = decode_setup_pinned(bytes);
    ASSERT_TRUE(setup.ok());
    EXPECT_EQ(encode_setup(*setup), bytes);
}

TEST(SetupBinary, AnyOtherFileIsRefusedByItsDigest) {
    Bytes bytes = encode_setup(test_setup());
    for (const std::size_t place :
         {std::size_t{0}, std::size_t{9}, bytes.size() / 2, bytes.size() - 1}) {
        bytes[place] ^= 1;
        const auto changed = decode_setup_pinned(bytes);
        ASSERT_FALSE(changed.ok());
        EXPECT_EQ(changed.error(), (SetupError{SetupErrorCode::kWrongDigest, 0}));
        bytes[place] ^= 1;
    }
    EXPECT_TRUE(decode_setup_pinned(bytes).ok());
    bytes.push_back(0);
    EXPECT_EQ(decode_setup_pinned(bytes).error().code, SetupErrorCode::kWrongDigest);
    EXPECT_EQ(decode_setup_pinned({}).error().code, SetupErrorCode::kWrongDigest);
}

void expect_unpinned_refused(ByteSpan bytes, SetupErrorCode code, std::size_t position) {
    const auto result = decode_setup_unpinned(bytes);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(), (SetupError{code, position}));
}

TEST(SetupBinary, ReaderIsBoundedWithoutThePinToo) {
    const Bytes good = encode_setup(test_setup());
    ASSERT_TRUE(decode_setup_unpinned(good).ok());
    for (std::size_t place = 0; place < kHeaderBytes; ++place) {
        Bytes bytes = good;
        bytes[place] ^= 1;
        expect_unpinned_refused(bytes, SetupErrorCode::kMalformed, 0);
    }
    expect_unpinned_refused(ByteSpan(good).first(13), SetupErrorCode::kMalformed, 0);
    expect_unpinned_refused(ByteSpan(good).first(kHeaderBytes + 96 + 95),
                            SetupErrorCode::kMalformed, kHeaderBytes + 96);
    expect_unpinned_refused(ByteSpan(good).first(good.size() - 1), SetupErrorCode::kMalformed,
                            good.size() - 192);
    Bytes longer = good;
    longer.push_back(0);
    expect_unpinned_refused(longer, SetupErrorCode::kMalformed, good.size());
    Bytes off_curve = good;
    off_curve[kHeaderBytes + 5 * 96 + 95] ^= 1;
    expect_unpinned_refused(off_curve, SetupErrorCode::kBadPoint, kHeaderBytes + 5 * 96);
    Bytes bad_tau = good;
    bad_tau.back() ^= 1;
    expect_unpinned_refused(bad_tau, SetupErrorCode::kBadPoint, good.size() - 192);
}

}  // namespace
}  // namespace tacit::zk::setup_binary_test
