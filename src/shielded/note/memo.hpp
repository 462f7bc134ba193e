// The 224 bytes that travel with a note. Spec: §6.5.
#pragma once

#include <optional>
#include <string>

#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "base/tagged.hpp"

namespace tacit::shielded {

/// A memo as it travels. Any bytes: a payee is paid whatever the payer wrote there.
using MemoBytes = TaggedBytes<struct MemoTag, 224>;
/// Names a line of a payment file, so that the file pays once; zeros for none.
using MemoReference = TaggedBytes<struct MemoReferenceTag, 16>;

/// Longest end-to-end id, as ISO 20022's Max35Text counts, and in bytes.
inline constexpr std::size_t kEndToEndIdCharactersMax = 35;
inline constexpr std::size_t kEndToEndIdSizeMax = 4 * kEndToEndIdCharactersMax;
/// Bytes for end-to-end id and text together.
inline constexpr std::size_t kMemoTextRoom = 224 - 1 - 16 - 1 - 1;

enum class MemoError : std::uint8_t {
    kEndToEndIdTooLong = 1,
    kTextTooLong = 2,
    kNotUtf8 = 3,
};

/// What a memo says.
struct Memo {
    MemoReference reference;
    std::string end_to_end_id;  // UTF-8
    std::string text;           // UTF-8

    /// All of it or an error: text that does not fit is never cut.
    Result<MemoBytes, MemoError> encode() const;
    /// Accepts exactly what `encode` makes.
    static Result<Memo, DecodeError> decode(const MemoBytes& bytes);

    /// How long `text` may be beside this end-to-end id.
    std::size_t text_size_max() const;
    bool operator==(const Memo&) const = default;
};

}  // namespace tacit::shielded
