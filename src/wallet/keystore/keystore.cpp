#include "wallet/keystore/keystore.hpp"

#include <sodium.h>

#include "base/codec.hpp"

namespace tacit::wallet {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kSaltBytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t kMagicBytes = 8;
constexpr std::string_view kMagic = "tacitkey";
constexpr std::size_t kViewingKeyBytesMax = 1024;

/// What stands before the sealed box; bound into it as its context.
Bytes encode_header(const ByteArray<kSaltBytes>& salt, KdfCost cost) {
    Writer out;
    out.fixed(as_bytes(kMagic));
    out.u8(kVersion);
    out.u64(cost.passes);
    out.u64(cost.memory_bytes);
    out.fixed(salt);
    return out.take();
}
constexpr std::size_t kHeaderBytes = kMagicBytes + 1 + 8 + 8 + kSaltBytes;

Result<SealingKey, KeystoreErrorCode> stretch(const SecretText& passphrase,
                                              const ByteArray<kSaltBytes>& salt, KdfCost cost) {
    SealingKey key;
    const int status = crypto_pwhash(key.data(), SealingKey::size(), passphrase.view().data(),
                                     passphrase.view().size(), salt.data(), cost.passes,
                                     cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (status != 0) return fail(KeystoreErrorCode::kOutOfMemory);
    return key;
}

Bytes encode_content(const KeystoreContent& content) {
    const ByteSpan viewing_key = content.viewing_key.bytes();
    Writer out(1 + Entropy::size() + SealingKey::size() + 4 + viewing_key.size());
    out.u8(static_cast<std::uint8_t>(content.kind));
    out.fixed(content.entropy.bytes());
    out.fixed(content.database_key.bytes());
    out.var_bytes(viewing_key);
    return out.take();
}

Result<KeystoreContent, DecodeError> decode_content(ByteSpan bytes) {
    Reader in(bytes);
    KeystoreContent content;
    TACIT_TRY(const std::uint8_t kind, in.u8("keystore kind"));
    if (kind != 1 && kind != 2)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, 0, "keystore kind"});
    content.kind = static_cast<KeystoreKind>(kind);
    TACIT_TRY(content.entropy.mutable_bytes(), in.array<kEntropyBytes>("entropy"));
    TACIT_TRY(content.database_key.mutable_bytes(), in.array<32>("database key"));
    TACIT_TRY(const ByteSpan key, in.var_bytes(kViewingKeyBytesMax, "viewing key"));
    content.viewing_key = SecretText(as_text(key));
    TACIT_TRY_VOID(in.finish());
    return content;
}

struct Header {
    KdfCost cost;
    ByteArray<kSaltBytes> salt;
};

Result<Header, DecodeError> decode_header(ByteSpan bytes) {
    Reader in(bytes);
    Header header;
    TACIT_TRY(const ByteSpan magic, in.fixed(kMagicBytes, "keystore"));
    if (as_text(magic) != kMagic)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, 0, "keystore"});
    TACIT_TRY(const std::uint8_t version, in.u8("keystore version"));
    if (version != kVersion)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, kMagicBytes, "keystore version"});
    TACIT_TRY(header.cost.passes, in.u64("passes"));
    TACIT_TRY(header.cost.memory_bytes, in.u64("memory"));
    TACIT_TRY(header.salt, in.array<kSaltBytes>("salt"));
    const bool bounded = header.cost.passes >= kKdfCostMin.passes &&
                         header.cost.passes <= kKdfCostMax.passes &&
                         header.cost.memory_bytes >= kKdfCostMin.memory_bytes &&
                         header.cost.memory_bytes <= kKdfCostMax.memory_bytes;
    if (!bounded) return fail(DecodeError{DecodeErrorCode::kInvalidValue, 9, "key derivation"});
    return header;
}

}  // namespace

Result<Bytes, KeystoreErrorCode> seal_keystore(const KeystoreContent& content,
                                               const SecretText& passphrase, Rng& rng,
                                               KdfCost cost) {
    const auto salt = random_bytes<kSaltBytes>(rng);
    TACIT_TRY(const SealingKey key, stretch(passphrase, salt, cost));
    Bytes out = encode_header(salt, cost);
    Bytes plain = encode_content(content);
    const WipeGuard wipe(plain);
    const Bytes box = seal(key, plain, out, rng);
    append(out, box);
    return out;
}

Result<KeystoreContent, KeystoreErrorCode> open_keystore(ByteSpan sealed,
                                                         const SecretText& passphrase) {
    if (sealed.size() < kHeaderBytes) return fail(KeystoreErrorCode::kMalformed);
    const ByteSpan header_bytes = sealed.first(kHeaderBytes);
    const auto header = decode_header(header_bytes);
    if (!header)
        return fail(header.error().code == DecodeErrorCode::kUnknownVersion
                        ? KeystoreErrorCode::kUnknownVersion
                        : KeystoreErrorCode::kMalformed);
    TACIT_TRY(const SealingKey key, stretch(passphrase, header->salt, header->cost));
    auto plain = open_sealed(key, sealed.subspan(kHeaderBytes), header_bytes);
    if (!plain) return fail(KeystoreErrorCode::kWrongPassphrase);
    const WipeGuard wipe(*plain);
    auto content = decode_content(*plain);
    if (!content) return fail(KeystoreErrorCode::kMalformed);
    return std::move(*content);
}

}  // namespace tacit::wallet
