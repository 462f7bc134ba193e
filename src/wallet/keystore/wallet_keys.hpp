// The keys behind one wallet, by account. Spec: §10.5.
#pragma once

#include <map>
#include <optional>

#include "base/result.hpp"
#include "shielded/keys/spending_key.hpp"
#include "shielded/note/memo.hpp"
#include "shielded/tx/issue.hpp"
#include "wallet/keystore/keystore.hpp"

namespace tacit::wallet {

/// What one account can do: always see incoming payments; with the full viewing key also spends;
/// with the spending key pay.
struct AccountKeys {
    shielded::IncomingViewingKey incoming;
    std::optional<shielded::FullViewingKey> full;
    std::optional<shielded::SpendingKey> spending;
};

enum class WalletKeysError {
    kBadViewingKey,  // a watch-only wallet's key is for another network, or malformed
    kNoSuchAccount,  // an account whose keys do not exist (chance below 2^-250)
};

class WalletKeys {
  public:
    /// Derives accounts 0 to `accounts` - 1; a watch-only wallet has account 0 only.
    static Result<WalletKeys, WalletKeysError> derive(const KeystoreContent& content,
                                                      shielded::Network network,
                                                      std::uint32_t accounts);

    const std::map<std::uint32_t, AccountKeys>& accounts() const { return x_accounts; }
    /// Nothing for an account that the wallet does not have.
    const AccountKeys* find(std::uint32_t account) const;
    bool can_spend() const { return x_can_spend; }

    /// The reference that a payment's memo carries: a keyed hash of its id, so that a wallet
    /// restored from its words knows which ids are paid. Zeros for a watch-only wallet.
    shielded::MemoReference reference(std::string_view payment_id) const;
    /// Key of the references that a payment file's lines carry.
    const SecretBytes<32>& payment_file_key() const { return x_payment_file_key; }
    /// Ed25519 secret of this wallet as an issuer; nothing for a watch-only wallet.
    const std::optional<shielded::IssuerSecret>& issuer() const { return x_issuer; }

  private:
    std::map<std::uint32_t, AccountKeys> x_accounts;
    std::optional<shielded::IssuerSecret> x_issuer;
    SecretBytes<32> x_reference_key;
    SecretBytes<32> x_payment_file_key;
    bool x_can_spend = false;
};

}  // namespace tacit::wallet
