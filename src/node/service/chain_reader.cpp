#include "node/service/chain_reader.hpp"

#include "ledger/block.hpp"

namespace tacit::node {
namespace {

using shielded::Height;

StorageFailure damaged(const std::string& what) {
    return {"the store is damaged: " + what};
}

// The wire form of ledger::encode_block, without decoding the transactions: that costs point
// decompressions, which a stranger's question must not.
Result<std::vector<Bytes>, DecodeError> split_block(ByteSpan block) {
    Reader in(block);
    TACIT_TRY(const ByteSpan header, in.fixed(ledger::Block::kHeaderSizeBytes - 4, "header"));
    TACIT_TRY(const std::uint32_t count, in.u32("count"));
    std::vector<Bytes> out;
    for (std::uint32_t i = 0; i < count; ++i) {
        TACIT_TRY(const ByteSpan one,
                  in.var_bytes(shielded::kTransactionSizeBytesMax, "transaction"));
        out.emplace_back(one.begin(), one.end());
    }
    TACIT_TRY_VOID(in.finish());
    return out;
}

// The id covers the effecting data, which comes first.
std::optional<shielded::TxId> id_of(const shielded::ChainId& chain, ByteSpan transaction) {
    std::size_t effecting_bytes = 0;
    if (transaction.size() == shielded::Transfer::kSizeBytes)
        effecting_bytes = shielded::Transfer::kEffectingSizeBytes;
    if (transaction.size() == shielded::Issue::kSizeBytes)
        effecting_bytes = shielded::Issue::kEffectingSizeBytes;
    if (effecting_bytes == 0) return std::nullopt;
    return shielded::derive_tx_id(chain, transaction.first(effecting_bytes));
}

}  // namespace

Stored<std::optional<BlockHead>> ChainReader::head(Height height) const {
    TACIT_TRY(const auto bytes, x_store.app_hash_parts(height));
    if (!bytes) return std::optional<BlockHead>();
    Reader in(*bytes);
    const auto parts = ledger::decode_app_hash_parts(in);
    if (!parts.ok()) return fail(damaged(describe(parts.error())));
    return std::optional(BlockHead{*parts, ledger::compute_app_hash(*parts)});
}

Stored<std::vector<Bytes>> ChainReader::transactions(Height height) const {
    if (height.value() == 0) return std::vector<Bytes>();
    TACIT_TRY(const auto bytes, x_store.block(height));
    if (!bytes) return fail(damaged("it lacks a block"));
    auto out = split_block(*bytes);
    if (!out.ok()) return fail(damaged(describe(out.error())));
    return std::move(out).value();
}

Stored<std::vector<shielded::TxId>> ChainReader::ids(Height height) const {
    TACIT_TRY(const auto transactions, this->transactions(height));
    std::vector<shielded::TxId> out;
    for (const Bytes& transaction : transactions) {
        const auto id = id_of(x_chain, transaction);
        if (!id) return fail(damaged("a transaction has a wrong length"));
        out.push_back(*id);
    }
    return out;
}

Stored<ledger::Receipt> ChainReader::receipt(const ChainPlace& place) const {
    TACIT_TRY(const auto ids, this->ids(place.height));
    TACIT_TRY(const auto head, this->head(place.height));
    if (!head || place.index >= ids.size()) return fail(damaged("its index names no transaction"));
    return ledger::make_receipt(ids, place.index, head->parts);
}

}  // namespace tacit::node
