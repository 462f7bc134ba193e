// A chain of one's own for trying things out, and the wallet that owns its money.
#pragma once

#include <filesystem>

#include "apps/tacitd/command_error.hpp"
#include "base/clock.hpp"
#include "base/rng.hpp"
#include "ledger/genesis.hpp"
#include "shielded/keys/viewing_key.hpp"
#include "wallet/keystore/secret_text.hpp"

namespace tacit::apps {

/// What genesis needs of the issuer's wallet.
struct Issuer {
    shielded::Address address;
    shielded::FullViewingKey viewing_key;
    shielded::IssuerKey key;
};

/// Makes the encrypted wallet file, for the test network.
CommandResult<Issuer> create_issuer_wallet(const std::filesystem::path& file,
                                           const wallet::SecretText& passphrase, Rng& rng);

/// TAC (18 decimals, 10,000,000 of them in 16 notes to the issuer, nobody can issue more), EURX and
/// USDX (2 decimals, issued by the issuer); fees in all three.
ledger::Genesis make_dev_genesis(const Issuer& issuer, UnixMillis now, Rng& rng);

}  // namespace tacit::apps
