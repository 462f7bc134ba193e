#include "ledger/receipt.hpp"

#include "base/check.hpp"

namespace tacit::ledger {
namespace {

constexpr std::uint8_t kReceiptVersion = 2;

Result<TxPath, DecodeError> decode_path(Reader& in) {
    TxPath path;
    const std::size_t at = in.offset();
    TACIT_TRY(path.index, in.u32("transaction index"));
    TACIT_TRY(path.count, in.u32("transaction count"));
    const auto length = tx_path_length(path.index, path.count);
    if (!length) return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "transaction index"});
    for (std::size_t i = 0; i < *length; ++i) {
        TACIT_TRY(const auto sibling, in.array<32>("path sibling"));
        path.siblings.push_back(sibling);
    }
    return path;
}

}  // namespace

Receipt make_receipt(std::span<const shielded::TxId> ids, std::uint32_t index,
                     const AppHashParts& parts) {
    return {tx_path(ids, index), parts};
}

bool verify_receipt(const Receipt& receipt, const shielded::TxId& id, const AppHash& app_hash) {
    const auto root = tx_root_of_path(id, receipt.path);
    return root && *root == receipt.parts.tx_root && compute_app_hash(receipt.parts) == app_hash;
}

Bytes encode_receipt(const Receipt& receipt) {
    const TxPath& path = receipt.path;
    TACIT_CHECK(tx_path_length(path.index, path.count) == path.siblings.size());
    Writer out;
    out.u8(kReceiptVersion);
    out.u32(path.index);
    out.u32(path.count);
    for (const auto& sibling : path.siblings) out.fixed(sibling);
    encode(out, receipt.parts);
    return out.take();
}

Result<Receipt, DecodeError> decode_receipt(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const std::uint8_t version, in.u8("receipt version"));
    if (version != kReceiptVersion)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "receipt version"});
    Receipt receipt;
    TACIT_TRY(receipt.path, decode_path(in));
    TACIT_TRY(receipt.parts, decode_app_hash_parts(in));
    TACIT_TRY_VOID(in.finish("receipt"));
    return receipt;
}

}  // namespace tacit::ledger
