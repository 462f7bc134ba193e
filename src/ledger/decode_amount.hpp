// An amount in what the ledger stores and sends. Spec: §2.
#pragma once

#include "base/amount.hpp"
#include "base/codec.hpp"

namespace tacit::ledger {

/// 16 little-endian bytes, any value. Error: too few bytes, which names `field`.
inline Result<Amount, DecodeError> decode_amount(Reader& in, const char* field) {
    TACIT_TRY(const Uint128 units, in.u128(field));
    return Amount(units);
}

}  // namespace tacit::ledger
