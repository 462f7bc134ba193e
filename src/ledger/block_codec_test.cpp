// Encodings of blocks, scan blocks and state records: canonical, bounded, exact.
#include <gtest/gtest.h>

#include "ledger/block.hpp"
#include "ledger/scan_block.hpp"
#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger {
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

TEST(ScanBlockCodec, ComesBackTheSame) {
    const Samples s;
    const Bytes encoded = encode_scan_block(s.scan);
    EXPECT_EQ(*decode_scan_block(encoded), s.scan);
    EXPECT_EQ(encode_scan_block(*decode_scan_block(encoded)), encoded);
    for (std::size_t size = 0; size < encoded.size(); size += 53)
        EXPECT_FALSE(decode_scan_block(ByteSpan(encoded).first(size)).ok());
    Bytes longer = encoded;
    longer.push_back(0);
    EXPECT_EQ(decode_scan_block(longer).error().code, DecodeErrorCode::kTrailingBytes);
}

TEST(ScanBlockCodec, ShowsWhatAWalletNeeds) {
    const Samples s;
    const auto& transfer = std::get<shielded::Transfer>(s.block.transactions[2]);
    const auto& entry = std::get<ScanTransfer>(s.scan.entries[2]);
    EXPECT_EQ(entry.id, transfer.id(s.chain.id()));
    EXPECT_EQ(entry.nullifiers, transfer.nullifiers);
    EXPECT_EQ(entry.outputs, transfer.outputs);
    EXPECT_EQ(entry.first_position, NotePosition(2 + 3 + 1));
    EXPECT_EQ(entry.rho(1), shielded::output_rho(transfer.rho_base(), 1));
    EXPECT_EQ(s.scan.tree, *load_tree(s.chain.state(), 0));
    EXPECT_EQ(s.scan.app_hash, s.chain.app_hash());
}

TEST(ScanBlockCodec, HasOneZeroPublicLeg) {
    const Samples s;
    ScanBlock scan = s.scan;
    auto& leg = std::get<ScanTransfer>(scan.entries[0]).public_leg;
    leg.direction = shielded::PublicLeg::Direction::kEntering;
    EXPECT_EQ(decode_scan_block(encode_scan_block(scan)).error().code,
              DecodeErrorCode::kNonCanonical);
    leg.direction = shielded::PublicLeg::Direction::kLeaving;
    leg.asset = s.chain.tac();
    EXPECT_EQ(decode_scan_block(encode_scan_block(scan)).error().code,
              DecodeErrorCode::kNonCanonical);
}

template <class Record>
void expect_canonical(const Record& record) {
    const Bytes encoded = record.encode();
    EXPECT_EQ(*Record::decode(encoded), record);
    for (std::size_t size = 0; size < encoded.size(); ++size)
        EXPECT_FALSE(Record::decode(ByteSpan(encoded).first(size)).ok()) << size;
    Bytes longer = encoded;
    longer.push_back(0);
    EXPECT_FALSE(Record::decode(longer).ok());
}

TEST(StateRecords, AreCanonical) {
    Samples s;
    expect_canonical(*load_parameters(s.chain.state()));
    expect_canonical(s.chain.head());
    expect_canonical(**find_asset(s.chain.state(), s.chain.tac()));
    expect_canonical(**find_asset(s.chain.state(), s.chain.eurx()));
    expect_canonical(FeeRecord{Amount(7)});
    expect_canonical(SupplyRecord{Amount(9), Amount(8), Amount(1)});
    expect_canonical(AnchorRecord{1, shielded::Height(2), UnixMillis(3)});
    expect_canonical(*load_commitment(s.chain.state()));
}

TEST(StateRecords, RefuseASecondSpellingOfAbsent) {
    Samples s;
    const AssetRecord record = **find_asset(s.chain.state(), s.chain.tac());
    Bytes encoded = record.encode();
    encoded[4 + 3 + 1] = 2;  // symbol "TAC" with its length, decimals, then the ISO code's flag
    EXPECT_EQ(AssetRecord::decode(encoded).error().code, DecodeErrorCode::kNonCanonical);
}

}  // namespace
}  // namespace tacit::ledger
