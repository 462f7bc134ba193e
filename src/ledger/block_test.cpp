#include "ledger/block.hpp"

#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::block_test {
namespace {

using testing::SampleChain;

struct Samples {
    SampleChain chain;
    Block block = chain.block_of({chain.transfer(), chain.issue(1, Amount(5)), chain.transfer()});
    Bytes encoded = encode_block(block);
    ScanBlock scan = chain.commit(block).scan;
};

TEST(BlockCodec, ComesBackTheSame) {
    const Samples s;
    EXPECT_EQ(*decode_block(s.encoded), s.block);
    std::size_t size_bytes = Block::kHeaderSizeBytes;
    for (const auto& transaction : s.block.transactions)
        size_bytes += size_in_block_bytes(transaction);
    EXPECT_EQ(s.encoded.size(), size_bytes);
    EXPECT_LT(Block::kSizeBytesMax, std::size_t{16} << 20);
}

TEST(BlockCodec, RefusesOtherVersionsLengthsAndTrailingBytes) {
    const Samples s;
    Bytes bytes = s.encoded;
    bytes[0] = 2;
    EXPECT_EQ(decode_block(bytes).error().code, DecodeErrorCode::kUnknownVersion);
    bytes = s.encoded;
    bytes.push_back(0);
    EXPECT_EQ(decode_block(bytes).error().code, DecodeErrorCode::kTrailingBytes);
    for (std::size_t size = 0; size < s.encoded.size(); size += 101)
        EXPECT_FALSE(decode_block(ByteSpan(s.encoded).first(size)).ok());
}

TEST(BlockCodec, BoundsTheCountBeforeAnythingIsRead) {
    Samples s;
    Bytes bytes = s.encoded;
    bytes[49] = 1;
    bytes[50] = 0x10;  // 4097
    bytes.resize(Block::kHeaderSizeBytes);
    EXPECT_EQ(decode_block(bytes).error(),
              (DecodeError{DecodeErrorCode::kTooLong, 49, "transaction count"}));
}

TEST(BlockCodec, ErrorsCarryTheOffsetInTheBlock) {
    const Samples s;
    Bytes bytes = s.encoded;
    bytes[Block::kHeaderSizeBytes + 4] = 9;  // the kind of the first transaction
    const auto error = decode_block(bytes).error();
    EXPECT_EQ(error.code, DecodeErrorCode::kInvalidValue);
    EXPECT_EQ(error.offset, Block::kHeaderSizeBytes + 4);
}

}  // namespace
}  // namespace tacit::ledger::block_test
