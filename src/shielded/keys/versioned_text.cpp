#include "shielded/keys/versioned_text.hpp"

#include "base/secret.hpp"

namespace tacit::shielded {
namespace {

Result<void, DecodeError> check_prefix(std::string_view prefix, const TextPrefixes& prefixes,
                                       Network network) {
    if (prefix == prefixes.of(network)) return {};
    const bool other_network = prefix == prefixes.main || prefix == prefixes.test;
    return fail(
        DecodeError{other_network ? DecodeErrorCode::kWrongNetwork : DecodeErrorCode::kInvalidValue,
                    0, "prefix"});
}

}  // namespace

std::string encode_versioned(const TextPrefixes& prefixes, Network network, std::uint8_t version,
                             ByteSpan payload) {
    Bytes versioned;
    versioned.reserve(1 + payload.size());
    versioned.push_back(version);
    append(versioned, payload);
    const WipeGuard wipe(versioned);
    return encode_bech32m(prefixes.of(network), versioned);
}

Result<Bytes, DecodeError> decode_versioned(std::string_view text, const TextPrefixes& prefixes,
                                            Network network, std::uint8_t version,
                                            std::size_t size_bytes) {
    TACIT_TRY(Bech32mText split, decode_bech32m(text));
    const WipeGuard wipe(split.payload);
    TACIT_TRY_VOID(check_prefix(split.prefix, prefixes, network));
    const Bytes& payload = split.payload;
    if (payload.empty()) return fail(DecodeError{DecodeErrorCode::kTruncated, 0, "version"});
    if (payload[0] != version)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "version"});
    if (payload.size() < 1 + size_bytes)
        return fail(DecodeError{DecodeErrorCode::kTruncated, payload.size(), "payload"});
    if (payload.size() > 1 + size_bytes)
        return fail(DecodeError{DecodeErrorCode::kTrailingBytes, 1 + size_bytes, "payload"});
    return Bytes(payload.begin() + 1, payload.end());
}

}  // namespace tacit::shielded
