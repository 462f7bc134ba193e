// A disclosure as a file: canonical JSON. Spec: §12.2.
#pragma once

#include "compliance/disclosure.hpp"

namespace tacit::compliance {

/// Longer texts are refused unread; a chain with all its trees stays below it.
inline constexpr std::size_t kDisclosureSizeMax = 1U << 17;

/// Lines of two-space indentation with a line feed at the end: one text a disclosure.
std::string encode_disclosure(const Disclosure& disclosure);

/// Accepts exactly what encode_disclosure makes. Errors name the member; kWrongNetwork for an
/// address of another network than the one named; kNonCanonical for any other spelling, with the
/// offset where the texts part.
Result<Disclosure, DecodeError> decode_disclosure(std::string_view text);

}  // namespace tacit::compliance
