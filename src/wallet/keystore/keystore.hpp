// The encrypted root of a wallet: its words (or a viewing key) and the key of its database, under
// a passphrase. Spec: §10.1.
#pragma once

#include "wallet/keystore/mnemonic.hpp"
#include "wallet/keystore/sealing.hpp"
#include "wallet/keystore/secret_text.hpp"

namespace tacit::wallet {

enum class KeystoreKind : std::uint8_t {
    kSpending = 1,   // `entropy` is set
    kWatchOnly = 2,  // `viewing_key` is set
};

struct KeystoreContent {
    KeystoreKind kind = KeystoreKind::kSpending;
    Entropy entropy;          // all zeros when watch-only
    SecretText viewing_key;   // Bech32m text; empty when spending
    SealingKey database_key;  // seals the rows of the wallet database
};

/// Cost of guessing a passphrase: Argon2id (RFC 9106).
struct KdfCost {
    std::uint64_t passes = 3;
    std::uint64_t memory_bytes = 64ULL << 20;
};
/// Bounds accepted when reading, so that a forged file cannot exhaust the machine.
inline constexpr KdfCost kKdfCostMin{1, 8ULL << 10};
inline constexpr KdfCost kKdfCostMax{16, 1ULL << 30};

enum class KeystoreErrorCode {
    kMalformed,  // not a keystore, or damaged
    kUnknownVersion,
    kWrongPassphrase,  // or a forged file: the two cannot be told apart
    kOutOfMemory,      // the key derivation's memory could not be had
};

/// Seals under the passphrase with a fresh salt. Takes about 0.1 s at the default cost.
Result<Bytes, KeystoreErrorCode> seal_keystore(const KeystoreContent& content,
                                               const SecretText& passphrase, Rng& rng,
                                               KdfCost cost = {});

Result<KeystoreContent, KeystoreErrorCode> open_keystore(ByteSpan sealed,
                                                         const SecretText& passphrase);

}  // namespace tacit::wallet
