// Fields that several kinds of transactions share on the wire. Internal to shielded/tx.
// Spec: §8.2, §8.3.
#pragma once

#include "base/codec.hpp"
#include "shielded/tx/transfer.hpp"

namespace tacit::shielded {

/// Reads a strong type over a field element.
template <class Field>
Result<Field, DecodeError> read_field(Reader& from, const char* field) {
    const std::size_t start = from.offset();
    TACIT_TRY(const ByteSpan bytes, from.fixed(Field::kSizeBytes, field));
    return Field::decode(bytes, field, start);
}

inline Result<Amount, DecodeError> read_amount(Reader& from, const char* field) {
    TACIT_TRY(const Uint128 units, from.u128(field));
    return Amount(units);
}

/// Kind, version, expiry.
inline void write_header(Writer& to, TransactionKind kind, Height expiry) {
    to.u8(static_cast<std::uint8_t>(kind));
    to.u8(kTransactionVersion);
    to.u64(expiry.value());
}

/// The expiry behind this kind and the known version.
inline Result<Height, DecodeError> read_header(Reader& from, TransactionKind kind) {
    const std::size_t start = from.offset();
    TACIT_TRY(const std::uint8_t kind_byte, from.u8("kind"));
    if (kind_byte != static_cast<std::uint8_t>(kind))
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, start, "kind"});
    TACIT_TRY(const std::uint8_t version, from.u8("version"));
    if (version != kTransactionVersion)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, start + 1, "version"});
    TACIT_TRY(const std::uint64_t expiry, from.u64("expiry"));
    return Height(expiry);
}

}  // namespace tacit::shielded
