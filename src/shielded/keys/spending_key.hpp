// The key that spends. Spec: §5.2.
#pragma once

#include <optional>

#include "shielded/keys/account.hpp"
#include "shielded/keys/viewing_key.hpp"
#include "zk/jubjub/keys.hpp"

namespace tacit::shielded {

/// All keys of an account. Secrets are wiped on destruction.
class SpendingKey {
  public:
    /// Nothing when a part that must not be zero is (chance below 2^-250: take the next account).
    static std::optional<SpendingKey> derive(const AccountKey& key);
    static std::optional<SpendingKey> derive(const Seed& seed, Network network, AccountIndex index);

    /// Spend authority: signs, after re-randomisation.
    const zk::jubjub::SpendAuthKey& ask() const { return x_ask; }
    const FullViewingKey& viewing_key() const { return x_viewing_key; }

  private:
    SpendingKey(const zk::jubjub::SpendAuthKey& ask, const FullViewingKey& viewing_key)
        : x_ask(ask), x_viewing_key(viewing_key) {}

    zk::jubjub::SpendAuthKey x_ask;
    FullViewingKey x_viewing_key;
};

}  // namespace tacit::shielded
