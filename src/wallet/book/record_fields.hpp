// Fields of a wallet's rows: how records.cpp and chain_records.cpp read and write them. Spec:
// §10.4.
#pragma once

#include <string>

#include "base/amount.hpp"
#include "base/codec.hpp"

namespace tacit::wallet::record_fields {

/// Longest text of a payment's id, a contact's id, a node's name or a refusal.
inline constexpr std::size_t kTextSizeMax = 256;

template <class T>
using Decoded = Result<T, DecodeError>;

inline DecodeError invalid(const Reader& in, const char* field) {
    return {DecodeErrorCode::kInvalidValue, in.offset(), field};
}

inline Decoded<bool> read_bool(Reader& in, const char* field) {
    TACIT_TRY(const std::uint8_t value, in.u8(field));
    if (value > 1) return fail(invalid(in, field));
    return value == 1;
}

template <class Enum>
Decoded<Enum> read_enum(Reader& in, Enum last, const char* field) {
    TACIT_TRY(const std::uint8_t value, in.u8(field));
    if (value == 0 || value > static_cast<std::uint8_t>(last)) return fail(invalid(in, field));
    return static_cast<Enum>(value);
}

template <class Field>
Decoded<Field> read_field(Reader& in, const char* field) {
    const std::size_t at = in.offset();
    TACIT_TRY(const ByteSpan bytes, in.fixed(Field::kSizeBytes, field));
    return Field::decode(bytes, field, at);
}

template <class Tagged>
Decoded<Tagged> read_tagged(Reader& in, const char* field) {
    TACIT_TRY(const auto bytes, in.array<Tagged::kSizeBytes>(field));
    return Tagged(bytes);
}

inline Decoded<std::string> read_text(Reader& in, const char* field) {
    TACIT_TRY(const ByteSpan bytes, in.var_bytes(kTextSizeMax, field));
    return std::string(as_text(bytes));
}

inline Decoded<Bytes> read_bytes(Reader& in, std::size_t size_max, const char* field) {
    TACIT_TRY(const ByteSpan bytes, in.var_bytes(size_max, field));
    return Bytes(bytes.begin(), bytes.end());
}

inline Decoded<Amount> read_amount(Reader& in, const char* field) {
    TACIT_TRY(const Uint128 units, in.u128(field));
    return Amount(units);
}

template <class Count>
Decoded<Count> read_count(Reader& in, const char* field) {
    TACIT_TRY(const std::uint64_t value, in.u64(field));
    return Count(value);
}

/// Number of entries of a list that is read entry by entry.
inline Decoded<std::size_t> read_length(Reader& in, std::size_t max, const char* field) {
    TACIT_TRY(const std::uint32_t length, in.u32(field));
    if (length > max) return fail(DecodeError{DecodeErrorCode::kTooLong, in.offset(), field});
    return std::size_t{length};
}

inline void write_length(Writer& out, std::size_t length) {
    out.u32(static_cast<std::uint32_t>(length));
}

}  // namespace tacit::wallet::record_fields
