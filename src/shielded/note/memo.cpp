#include "shielded/note/memo.hpp"

#include <algorithm>

#include "base/codec.hpp"
#include "base/utf8.hpp"

namespace tacit::shielded {
namespace {

enum class MemoKind : std::uint8_t { kEmpty = 0, kStructured = 1 };

bool is_blank(ByteSpan bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
}

bool is_id_too_long(std::string_view id) {
    return id.size() > kEndToEndIdSizeMax || count_characters(id) > kEndToEndIdCharactersMax;
}

/// A length byte and that many bytes of UTF-8.
Result<std::string, DecodeError> read_text(Reader& in, std::size_t size_max, const char* field) {
    const std::size_t start = in.offset();
    TACIT_TRY(const std::uint8_t size, in.u8(field));
    if (size > size_max) return fail(DecodeError{DecodeErrorCode::kTooLong, start, field});
    TACIT_TRY(const ByteSpan bytes, in.fixed(size, field));
    if (!is_utf8(as_text(bytes)))
        return fail(DecodeError{DecodeErrorCode::kBadCharacter, start + 1, field});
    return std::string(as_text(bytes));
}

/// Everything behind the text must be zero, or one memo would have many encodings.
Result<void, DecodeError> check_padding(Reader& in) {
    const std::size_t start = in.offset();
    TACIT_TRY(const ByteSpan rest, in.fixed(in.remaining(), "memo padding"));
    if (!is_blank(rest))
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, start, "memo padding"});
    return {};
}

}  // namespace

std::size_t Memo::text_size_max() const {
    return kMemoTextRoom - std::min(end_to_end_id.size(), kEndToEndIdSizeMax);
}

Result<MemoBytes, MemoError> Memo::encode() const {
    if (is_id_too_long(end_to_end_id)) return fail(MemoError::kEndToEndIdTooLong);
    if (text.size() > text_size_max()) return fail(MemoError::kTextTooLong);
    if (!is_utf8(end_to_end_id) || !is_utf8(text)) return fail(MemoError::kNotUtf8);
    if (*this == Memo()) return MemoBytes();
    Writer out;
    out.u8(static_cast<std::uint8_t>(MemoKind::kStructured));
    out.fixed(reference.bytes());
    out.u8(static_cast<std::uint8_t>(end_to_end_id.size()));
    out.fixed(as_bytes(end_to_end_id));
    out.u8(static_cast<std::uint8_t>(text.size()));
    out.fixed(as_bytes(text));
    ByteArray<MemoBytes::kSizeBytes> bytes{};
    std::copy(out.bytes().begin(), out.bytes().end(), bytes.begin());
    return MemoBytes(bytes);
}

Result<Memo, DecodeError> Memo::decode(const MemoBytes& bytes) {
    Reader in(bytes.bytes());
    TACIT_TRY(const std::uint8_t kind, in.u8("memo kind"));
    Memo memo;
    if (kind == static_cast<std::uint8_t>(MemoKind::kEmpty)) {
        TACIT_TRY_VOID(check_padding(in));
        return memo;
    }
    if (kind != static_cast<std::uint8_t>(MemoKind::kStructured))
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "memo kind"});
    TACIT_TRY(const auto reference, in.array<MemoReference::kSizeBytes>("memo reference"));
    memo.reference = MemoReference(reference);
    const std::size_t id_at = in.offset();
    TACIT_TRY(memo.end_to_end_id, read_text(in, kEndToEndIdSizeMax, "end-to-end id"));
    if (is_id_too_long(memo.end_to_end_id))
        return fail(DecodeError{DecodeErrorCode::kTooLong, id_at, "end-to-end id"});
    TACIT_TRY(memo.text, read_text(in, memo.text_size_max(), "memo text"));
    TACIT_TRY_VOID(check_padding(in));
    if (memo == Memo()) return fail(DecodeError{DecodeErrorCode::kNonCanonical, 0, "memo kind"});
    return memo;
}

}  // namespace tacit::shielded
