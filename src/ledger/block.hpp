// A block as it is stored and sent. Spec: §9.6.
#pragma once

#include <vector>

#include "base/clock.hpp"
#include "ledger/app_hash.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::ledger {

/// Block times end with the year 9999: a proposer must not push the clock to the end of its range.
inline constexpr std::uint64_t kBlockTimeMaxMillis = 253'402'300'799'999;

struct Block {
    /// version 1, height 8, time 8, previous AppHash 32, count 4.
    static constexpr std::size_t kHeaderSizeBytes = 53;
    /// Above this a block is refused, whatever it holds.
    static constexpr std::size_t kSizeBytesMax =
        kHeaderSizeBytes + kBlockTransactionsMax * (4 + shielded::kTransactionSizeBytesMax);

    shielded::Height height;
    UnixMillis time;
    AppHash previous;  // AppHash after the block before
    std::vector<shielded::Transaction> transactions;

    bool operator==(const Block&) const = default;
};

/// Bytes that one transaction takes in a block.
std::size_t size_in_block_bytes(const shielded::Transaction& transaction);

/// At most kBlockTransactionsMax transactions (checked).
Bytes encode_block(const Block& block);
Result<Block, DecodeError> decode_block(ByteSpan bytes);

/// Ids of a block's transactions, in order.
std::vector<shielded::TxId> transaction_ids(const Block& block, const shielded::ChainId& chain);

}  // namespace tacit::ledger
