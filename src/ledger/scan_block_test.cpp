#include "ledger/scan_block.hpp"

#include <gtest/gtest.h>

#include "ledger/genesis_state.hpp"
#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::ledger::scan_block_test {
namespace {

using testing::SampleChain;

struct Samples {
    SampleChain chain;
    Block block = chain.block_of({chain.transfer(), chain.issue(1, Amount(5)), chain.transfer()});
    Bytes encoded = encode_block(block);
    ScanBlock scan = chain.commit(block).scan;
};

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
    EXPECT_EQ(s.scan.parts.open_tree(), *load_tree(s.chain.state(), 0));
    EXPECT_EQ(s.scan.app_hash(), s.chain.app_hash());
}

// The digest in the AppHash is over the very bytes that follow the parts.
TEST(ScanBlockCodec, TheDigestIsOverTheEntriesAsTheyAreSent) {
    const Samples s;
    EXPECT_EQ(scan_digest(s.scan.entries), s.scan.parts.scan);
    Writer head;
    head.u8(2);
    encode(head, s.scan.parts);
    const Bytes encoded = encode_scan_block(s.scan);
    ASSERT_TRUE(std::equal(head.bytes().begin(), head.bytes().end(), encoded.begin()));
    const auto entries = ByteSpan(encoded).subspan(head.bytes().size());
    EXPECT_EQ(zk::blake2b_256(zk::Personalisation("Tacit_Scan"), entries),
              s.scan.parts.scan.bytes());
}

TEST(ScanBlockCodec, EveryBitOfTheEntriesIsUnderTheDigest) {
    const Samples s;
    const Bytes encoded = encode_scan_block(s.scan);
    for (std::size_t i = encoded.size() - 1; i > encoded.size() - 3000; i -= 7) {
        Bytes changed = encoded;
        changed[i] ^= 1;
        const auto block = decode_scan_block(changed);
        EXPECT_FALSE(block.ok() && scan_digest(block->entries) == block->parts.scan) << i;
    }
}

// The count is of notes: three of a transfer, one of an issue.
TEST(ScanBlockCodec, CountsNotes) {
    const Samples s;
    EXPECT_EQ(note_count(s.scan.entries), 7U);
    Writer head;
    head.u8(2);
    encode(head, s.scan.parts);
    const std::size_t at = head.bytes().size();
    Bytes encoded = encode_scan_block(s.scan);
    ASSERT_EQ(encoded[at], 7);
    encoded[at] = 6;  // ends within the last transfer
    EXPECT_EQ(decode_scan_block(encoded).error(),
              (DecodeError{DecodeErrorCode::kInvalidValue, at, "note count"}));
    encoded[at] = 4;  // ends before it
    EXPECT_EQ(decode_scan_block(encoded).error().code, DecodeErrorCode::kTrailingBytes);
    encoded[at] = 8;
    EXPECT_EQ(decode_scan_block(encoded).error().code, DecodeErrorCode::kTruncated);
    encoded[at + 2] = 1;  // more than 3 x 4096
    EXPECT_EQ(decode_scan_block(encoded).error(),
              (DecodeError{DecodeErrorCode::kTooLong, at, "note count"}));
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

// rho takes 32 bits of the index: a node that lists index + 2^32 would hand a wallet two notes with
// one nullifier.
TEST(ScanBlockCodec, GenesisIndexHasOneSpelling) {
    const ScanBlock genesis = apply_genesis(testing::sample_genesis()).scan;
    ASSERT_EQ(*decode_scan_block(encode_scan_block(genesis)), genesis);
    ScanBlock high = genesis;
    auto& mint = std::get<ScanMint>(high.entries[1]);
    mint.sequence += std::uint64_t{1} << 32;
    EXPECT_EQ(mint.rho(shielded::ChainId()),
              std::get<ScanMint>(genesis.entries[1]).rho(shielded::ChainId()));
    EXPECT_EQ(decode_scan_block(encode_scan_block(high)).error().code,
              DecodeErrorCode::kInvalidValue);
    ScanBlock named = genesis;
    std::get<ScanMint>(named.entries[0]).id = shielded::TxId({1});
    EXPECT_EQ(decode_scan_block(encode_scan_block(named)).error().code,
              DecodeErrorCode::kNonCanonical);
}

}  // namespace
}  // namespace tacit::ledger::scan_block_test
