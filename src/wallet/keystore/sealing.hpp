// Sealing of bytes at rest: XChaCha20-Poly1305 (libsodium) with a random nonce before the text.
// Spec: §10.2.
#pragma once

#include <optional>

#include "base/rng.hpp"
#include "base/secret.hpp"

namespace tacit::wallet {

using SealingKey = SecretBytes<32>;

/// nonce 24 || ciphertext || tag 16. `context` is bound, not stored: a box moved to another place
/// does not open there.
Bytes seal(const SealingKey& key, ByteSpan plaintext, ByteSpan context, Rng& rng);

/// Nothing when the key, the context or any byte is wrong.
std::optional<Bytes> open_sealed(const SealingKey& key, ByteSpan sealed, ByteSpan context);

}  // namespace tacit::wallet
