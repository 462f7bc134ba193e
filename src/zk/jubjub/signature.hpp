// RedDSA on Jubjub: Schnorr signatures under a key that is randomised for each transaction (Zcash
// protocol §5.4.7; ZIP 312 for the threshold form). Spec: §3.7.
#pragma once

#include <span>
#include <vector>

#include "base/rng.hpp"
#include "zk/jubjub/keys.hpp"

namespace tacit::zk::jubjub {

/// R (a point encoding) and S (a scalar encoding), as received: `verify` checks both.
struct Signature {
    static constexpr std::size_t kSizeBytes = 64;

    ByteArray<32> r{};
    ByteArray<32> s{};

    static Signature from_bytes(const ByteArray<64>& bytes);
    ByteArray<64> encode() const;
    bool operator==(const Signature&) const = default;
};

/// What one signature claims. The message must outlive the item.
struct SignedMessage {
    VerificationKey key;
    ByteSpan message;
    Signature signature;
};

struct BatchFailure {
    std::size_t index;
    SignatureError error;

    bool operator==(const BatchFailure&) const = default;
};

/// Signs with a fresh nonce, which is the hash of 80 bytes of `rng`, the secret key, the public one
/// and the message: a source that repeats itself does not repeat the nonce for another message, and
/// one that others know does not tell them the key. Recomputes rk. Constant time in the key, the
/// nonce and the message's content. About 3 hashes, 2
/// multiplications.
Signature sign(const SigningKey& key, ByteSpan message, Rng& rng);

/// Checks, in this order: kNonceEncoding, kScalarEncoding, kEquation (cofactored). Time depends on
/// the public data.
Result<void, SignatureError> verify(const VerificationKey& key, ByteSpan message,
                                    const Signature& signature);

/// Accepts exactly when `verify` accepts every item, but for a chance of 2^-128, in less time.
/// `rng` must be unpredictable to whoever made the items, and is read after all of
/// them are decoded. On failure every bad item is named, in order of index, at the cost of checking
/// each one alone.
Result<void, std::vector<BatchFailure>> verify_batch(std::span<const SignedMessage> items,
                                                     Rng& rng);

}  // namespace tacit::zk::jubjub
