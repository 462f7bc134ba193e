#include "wallet/keystore/sealing.hpp"

#include <sodium.h>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SealingKey::size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

}  // namespace

Bytes seal(const SealingKey& key, ByteSpan plaintext, ByteSpan context, Rng& rng) {
    Bytes out(kNonceBytes + plaintext.size() + kTagBytes);
    rng.fill(MutableByteSpan(out).first(kNonceBytes));
    const int status = crypto_aead_xchacha20poly1305_ietf_encrypt(
        out.data() + kNonceBytes, nullptr, plaintext.data(), plaintext.size(), context.data(),
        context.size(), nullptr, out.data(), key.data());
    TACIT_CHECK(status == 0);
    return out;
}

std::optional<Bytes> open_sealed(const SealingKey& key, ByteSpan sealed, ByteSpan context) {
    if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
    Bytes out(sealed.size() - kNonceBytes - kTagBytes);
    const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(
        out.data(), nullptr, nullptr, sealed.data() + kNonceBytes, sealed.size() - kNonceBytes,
        context.data(), context.size(), sealed.data(), key.data());
    if (status != 0) return std::nullopt;
    return out;
}

}  // namespace tacit::wallet
