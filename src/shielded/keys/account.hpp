// From a seed to the keys of an account, hardened steps only. Spec: §5.1, §5.2.
#pragma once

#include <cstdint>

#include "base/secret.hpp"
#include "shielded/keys/network.hpp"

namespace tacit::shielded {

/// The 64 bytes that BIP-39 makes of the words.
using Seed = SecretBytes<64>;

/// Purpose of ZIP-32 shielded accounts, and coin types; test networks share SLIP-44's type 1, so
/// that the same words give unrelated keys on a test network.
inline constexpr std::uint32_t kPurpose = 32;
inline constexpr std::uint32_t kCoinTypeMain = 0x74616369;  // "taci", not registered
inline constexpr std::uint32_t kCoinTypeTest = 1;
inline constexpr std::uint32_t kHardened = 0x80000000;

/// Number of an account, below 2^31.
class AccountIndex {
  public:
    /// index below 2^31 (checked).
    explicit AccountIndex(std::uint32_t index);
    std::uint32_t value() const { return x_value; }
    auto operator<=>(const AccountIndex&) const = default;

  private:
    std::uint32_t x_value;
};

/// A node of the derivation tree: a key and a chain code.
struct ExtendedKey {
    SecretBytes<32> key;
    SecretBytes<32> chain_code;

    static ExtendedKey master(const Seed& seed);
    /// Child number `index` + 2^31; index below 2^31 (checked). A child shows nothing of its
    /// parent or siblings.
    ExtendedKey hardened_child(std::uint32_t index) const;
};

/// Key of the node purpose / coin type / account.
using AccountKey = SecretBytes<32>;
AccountKey derive_account_key(const Seed& seed, Network network, AccountIndex index);

}  // namespace tacit::shielded
