#include "ledger/state_key.hpp"

#include <optional>

#include "base/check.hpp"
#include "base/codec.hpp"

namespace tacit::ledger {
namespace {

// Nothing for a number that is no kind.
std::optional<std::size_t> id_size_bytes(std::uint8_t kind) {
    switch (static_cast<StateKind>(kind)) {
        case StateKind::kParameters:
        case StateKind::kHead:
        case StateKind::kHistory:
        case StateKind::kCommitment:
            return 0;
        case StateKind::kTree:
        case StateKind::kFrontier:
            return 4;
        case StateKind::kAsset:
        case StateKind::kFee:
        case StateKind::kSupply:
        case StateKind::kIssueSequence:
        case StateKind::kAnchor:
        case StateKind::kNullifier:
            return 32;
    }
    return std::nullopt;
}

}  // namespace

StateKey::StateKey(StateKind kind, ByteSpan id) : x_kind(kind), x_id(id.begin(), id.end()) {
    TACIT_CHECK(id_size_bytes(static_cast<std::uint8_t>(kind)) == id.size());
}

StateKey StateKey::of_tree(StateKind kind, std::uint32_t index) {
    ByteArray<4> id;
    for (std::size_t i = 0; i < id.size(); ++i)
        id[i] = static_cast<std::uint8_t>(index >> (8 * (id.size() - 1 - i)));
    return StateKey(kind, id);
}

Bytes StateKey::encode() const {
    Writer out;
    out.u8(static_cast<std::uint8_t>(x_kind));
    out.fixed(x_id);
    return out.take();
}

Result<StateKey, DecodeError> StateKey::decode(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const std::uint8_t kind, in.u8("state kind"));
    const auto size_bytes = id_size_bytes(kind);
    if (!size_bytes) return fail(DecodeError{DecodeErrorCode::kInvalidValue, 0, "state kind"});
    TACIT_TRY(const ByteSpan id, in.fixed(*size_bytes, "state key"));
    TACIT_TRY_VOID(in.finish("state key"));
    return StateKey(static_cast<StateKind>(kind), id);
}

}  // namespace tacit::ledger
