#include "base/codec.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/secret.hpp"

namespace tacit {

void Writer::grow(std::size_t size_bytes) {
    Bytes larger;
    larger.reserve(std::max(2 * x_out.size(), x_out.size() + size_bytes));
    larger = std::as_const(x_out);
    secure_zero(x_out.data(), x_out.size());
    x_out = std::move(larger);
}

void Writer::var_bytes(ByteSpan bytes) {
    TACIT_CHECK(bytes.size() <= std::numeric_limits<std::uint32_t>::max());
    u32(static_cast<std::uint32_t>(bytes.size()));
    fixed(bytes);
}

Reader::Decoded<ByteSpan> Reader::fixed(std::size_t size_bytes, const char* field) {
    if (remaining() < size_bytes)
        return fail(DecodeError{DecodeErrorCode::kTruncated, x_offset, field});
    const ByteSpan view = x_input.subspan(x_offset, size_bytes);
    x_offset += size_bytes;
    return view;
}

Reader::Decoded<Uint128> Reader::little_endian(std::size_t width_bytes, const char* field) {
    TACIT_TRY(const ByteSpan view, fixed(width_bytes, field));
    Uint128 value = 0;
    for (std::size_t i = width_bytes; i-- > 0;) value = (value << 8) | view[i];
    return value;
}

Reader::Decoded<std::uint8_t> Reader::u8(const char* field) {
    TACIT_TRY(const Uint128 value, little_endian(1, field));
    return static_cast<std::uint8_t>(value);
}

Reader::Decoded<std::uint16_t> Reader::u16(const char* field) {
    TACIT_TRY(const Uint128 value, little_endian(2, field));
    return static_cast<std::uint16_t>(value);
}

Reader::Decoded<std::uint32_t> Reader::u32(const char* field) {
    TACIT_TRY(const Uint128 value, little_endian(4, field));
    return static_cast<std::uint32_t>(value);
}

Reader::Decoded<std::uint64_t> Reader::u64(const char* field) {
    TACIT_TRY(const Uint128 value, little_endian(8, field));
    return static_cast<std::uint64_t>(value);
}

Reader::Decoded<Uint128> Reader::u128(const char* field) {
    return little_endian(16, field);
}

Reader::Decoded<ByteSpan> Reader::var_bytes(std::size_t size_bytes_max, const char* field) {
    const std::size_t start = x_offset;
    TACIT_TRY(const std::uint32_t size_bytes, u32(field));
    if (size_bytes > size_bytes_max)
        return fail(DecodeError{DecodeErrorCode::kTooLong, start, field});
    return fixed(size_bytes, field);
}

Result<void, DecodeError> Reader::finish(const char* field) const {
    if (remaining() != 0)
        return fail(DecodeError{DecodeErrorCode::kTrailingBytes, x_offset, field});
    return {};
}

}  // namespace tacit
