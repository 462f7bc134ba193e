// Proof that a transaction is in a block, checked offline against that block's AppHash. Spec: §9.9.
#pragma once

#include "ledger/app_hash.hpp"

namespace tacit::ledger {

struct Receipt {
    TxPath path;
    AppHashParts parts;

    bool operator==(const Receipt&) const = default;
};

/// ids are those of the block that gave `parts`, in order; index below their number (checked).
Receipt make_receipt(std::span<const shielded::TxId> ids, std::uint32_t index,
                     const AppHashParts& parts);

/// Whether the transaction is part of the block whose AppHash this is. A receipt says nothing by
/// itself: the AppHash must come from a source that its reader trusts.
bool verify_receipt(const Receipt& receipt, const shielded::TxId& id, const AppHash& app_hash);

Bytes encode_receipt(const Receipt& receipt);
/// Also refuses a path whose number of siblings does not fit its index and count.
Result<Receipt, DecodeError> decode_receipt(ByteSpan bytes);

}  // namespace tacit::ledger
