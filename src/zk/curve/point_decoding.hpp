// What the decoders of G1 and G2 share: flags, length, infinity, subgroup. Private to this module.
#pragma once

#include <optional>

#include <blst.h>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "zk/curve/infinity.hpp"

namespace tacit::zk::detail {

inline constexpr std::uint8_t kCompressedFlag = 0x80;
inline constexpr std::uint8_t kInfinityFlag = 0x40;
inline constexpr std::uint8_t kSignFlag = 0x20;

enum class Form { kCompressed, kUncompressed };
enum class Subgroup { kCheck, kSkip };

/// How one group's points of one form are read. Raw is blst's affine type.
template <class Raw>
struct PointFormat {
    Form form;
    std::size_t size_bytes;
    BLST_ERROR (*read)(Raw*, const byte*);
    bool (*in_subgroup)(const Raw*);
};

/// blst reads a compressed point from the front of an uncompressed one's bytes and ignores the
/// rest: the flags must match the form, or one point would have many encodings.
inline bool flags_match(std::uint8_t first, Form form) {
    if (form == Form::kCompressed) return (first & kCompressedFlag) != 0;
    return (first & (kCompressedFlag | kSignFlag)) == 0;
}

inline DecodeErrorCode error_code(BLST_ERROR error) {
    switch (error) {
        case BLST_POINT_NOT_ON_CURVE:
            return DecodeErrorCode::kNotOnCurve;
        case BLST_POINT_NOT_IN_GROUP:
            return DecodeErrorCode::kNotInSubgroup;
        default:
            return DecodeErrorCode::kNonCanonical;
    }
}

/// Nothing on success, with the point in `out`.
template <class Raw>
std::optional<DecodeErrorCode> read_point(ByteSpan bytes, const PointFormat<Raw>& format,
                                          Infinity infinity, Subgroup subgroup, Raw& out) {
    if (bytes.size() < format.size_bytes) return DecodeErrorCode::kTruncated;
    if (bytes.size() > format.size_bytes) return DecodeErrorCode::kTrailingBytes;
    if (!flags_match(bytes[0], format.form)) return DecodeErrorCode::kNonCanonical;
    const BLST_ERROR error = format.read(&out, bytes.data());
    if (error != BLST_SUCCESS) return error_code(error);
    if ((bytes[0] & kInfinityFlag) != 0) {
        if (infinity == Infinity::kRefuse) return DecodeErrorCode::kIdentity;
        return std::nullopt;
    }
    if (subgroup == Subgroup::kCheck && !format.in_subgroup(&out))
        return DecodeErrorCode::kNotInSubgroup;
    return std::nullopt;
}

/// The error's offset: the end of the bytes for a length, else their start.
inline DecodeError point_error(DecodeErrorCode code, const char* field, std::size_t offset,
                               std::size_t size_bytes) {
    const bool trailing = code == DecodeErrorCode::kTrailingBytes;
    return {code, trailing ? offset + size_bytes : offset, field};
}

}  // namespace tacit::zk::detail
