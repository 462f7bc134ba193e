// Canonical binary encoding: little-endian integers of fixed width, fixed-length byte strings, and
// byte strings with a 32-bit length. One value has one encoding. Spec: §2.
#pragma once

#include <algorithm>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "base/uint128.hpp"

namespace tacit {

/// Appends fields to a byte string. They may be secret: storage that it grows out of is wiped, so
/// that a caller who wipes what it takes leaves no copy behind.
class Writer {
  public:
    Writer() = default;
    /// With room for so many bytes: while they suffice nothing is moved.
    explicit Writer(std::size_t size_bytes) { x_out.reserve(size_bytes); }

    void u8(std::uint8_t value) { little_endian(value, 1); }
    void u16(std::uint16_t value) { little_endian(value, 2); }
    void u32(std::uint32_t value) { little_endian(value, 4); }
    void u64(std::uint64_t value) { little_endian(value, 8); }
    void u128(Uint128 value) { little_endian(value, 16); }
    void fixed(ByteSpan bytes) {
        make_room(bytes.size());
        append(x_out, bytes);
    }
    /// A 32-bit length, then the bytes. The length must fit (checked).
    void var_bytes(ByteSpan bytes);

    const Bytes& bytes() const { return x_out; }
    Bytes take() { return std::move(x_out); }

  private:
    void make_room(std::size_t size_bytes) {
        if (x_out.capacity() - x_out.size() < size_bytes) grow(size_bytes);
    }
    void grow(std::size_t size_bytes);
    void little_endian(Uint128 value, int width_bytes) {
        make_room(static_cast<std::size_t>(width_bytes));
        for (int i = 0; i < width_bytes; ++i)
            x_out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }

    Bytes x_out;
};

/// Reads fields from a byte string that must outlive it. Every read is bounded; errors carry the
/// offset where the field starts. After an error the reader must not be used.
class Reader {
  public:
    template <class T>
    using Decoded = Result<T, DecodeError>;

    explicit Reader(ByteSpan input) : x_input(input) {}

    Decoded<std::uint8_t> u8(const char* field);
    Decoded<std::uint16_t> u16(const char* field);
    Decoded<std::uint32_t> u32(const char* field);
    Decoded<std::uint64_t> u64(const char* field);
    Decoded<Uint128> u128(const char* field);
    /// A view into the input.
    Decoded<ByteSpan> fixed(std::size_t size_bytes, const char* field);
    template <std::size_t N>
    Decoded<ByteArray<N>> array(const char* field);
    /// A view into the input, of the length read before it; kTooLong above `size_bytes_max`.
    Decoded<ByteSpan> var_bytes(std::size_t size_bytes_max, const char* field);
    /// kTrailingBytes unless everything was read.
    Result<void, DecodeError> finish(const char* field = "end") const;

    std::size_t offset() const { return x_offset; }
    std::size_t remaining() const { return x_input.size() - x_offset; }

  private:
    Decoded<Uint128> little_endian(std::size_t width_bytes, const char* field);

    ByteSpan x_input;
    std::size_t x_offset = 0;
};

template <std::size_t N>
Reader::Decoded<ByteArray<N>> Reader::array(const char* field) {
    TACIT_TRY(const ByteSpan view, fixed(N, field));
    ByteArray<N> out;
    std::copy(view.begin(), view.end(), out.begin());
    return out;
}

}  // namespace tacit
