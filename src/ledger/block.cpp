#include "ledger/block.hpp"

#include "base/check.hpp"

namespace tacit::ledger {
namespace {

constexpr std::uint8_t kBlockVersion = 1;

Result<std::vector<shielded::Transaction>, DecodeError> decode_transactions(Reader& in) {
    const std::size_t count_at = in.offset();
    TACIT_TRY(const std::uint32_t count, in.u32("transaction count"));
    if (count > kBlockTransactionsMax)
        return fail(DecodeError{DecodeErrorCode::kTooLong, count_at, "transaction count"});
    std::vector<shielded::Transaction> out;  // grows with the input, not with the count
    for (std::uint32_t i = 0; i < count; ++i) {
        TACIT_TRY(const ByteSpan bytes,
                  in.var_bytes(shielded::kTransactionSizeBytesMax, "transaction"));
        const std::size_t at = in.offset() - bytes.size();
        auto transaction = shielded::decode_transaction(bytes);
        if (!transaction.ok()) {
            DecodeError error = transaction.error();
            error.offset += at;
            return fail(error);
        }
        out.push_back(std::move(transaction).value());
    }
    return out;
}

}  // namespace

std::size_t size_in_block_bytes(const shielded::Transaction& transaction) {
    return 4 + (std::holds_alternative<shielded::Transfer>(transaction)
                    ? shielded::Transfer::kSizeBytes
                    : shielded::Issue::kSizeBytes);
}

Bytes encode_block(const Block& block) {
    TACIT_CHECK(block.transactions.size() <= kBlockTransactionsMax);
    Writer out;
    out.u8(kBlockVersion);
    out.u64(block.height.value());
    out.u64(block.time.value());
    out.fixed(block.previous.bytes());
    out.u32(static_cast<std::uint32_t>(block.transactions.size()));
    for (const auto& transaction : block.transactions)
        out.var_bytes(shielded::encode_transaction(transaction));
    return out.take();
}

Result<Block, DecodeError> decode_block(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const std::uint8_t version, in.u8("block version"));
    if (version != kBlockVersion)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "block version"});
    Block block;
    TACIT_TRY(const std::uint64_t height, in.u64("height"));
    TACIT_TRY(const std::uint64_t time_ms, in.u64("time"));
    TACIT_TRY(const auto previous, in.array<32>("previous app hash"));
    TACIT_TRY(block.transactions, decode_transactions(in));
    TACIT_TRY_VOID(in.finish("block"));
    block.height = shielded::Height(height);
    block.time = UnixMillis(time_ms);
    block.previous = AppHash(previous);
    return block;
}

std::vector<shielded::TxId> transaction_ids(const Block& block, const shielded::ChainId& chain) {
    std::vector<shielded::TxId> ids;
    ids.reserve(block.transactions.size());
    for (const auto& transaction : block.transactions)
        ids.push_back(shielded::transaction_id(transaction, chain));
    return ids;
}

}  // namespace tacit::ledger
