// Keys that see and cannot spend. Spec: §5.2, §5.7.
#pragma once

#include <string>
#include <string_view>

#include "shielded/keys/address.hpp"
#include "zk/jubjub/keys.hpp"

namespace tacit::shielded {

/// 32 secret bytes that read what the account sent.
using OutgoingViewingKey = SecretBytes<32>;
/// 32 secret bytes that number the account's addresses.
using DiversifierKey = SecretBytes<32>;

/// PRF(dk, index): 12 bytes that look random to all who lack dk.
Diversifier derive_diversifier(const DiversifierKey& dk, std::uint64_t index);

/// Detects and checks payments received, to any address of the account, under one spend rule; sees
/// neither spends nor what was sent. It lists the account's addresses (dk), so whoever holds it
/// links them all; ivk alone would link those it is shown.
class IncomingViewingKey {
  public:
    static constexpr std::size_t kSizeBytes = 96;
    static constexpr std::uint8_t kVersion = 1;

    IncomingViewingKey(const RistrettoScalar& ivk, const OwnerRoot& owner_root,
                       const DiversifierKey& dk)
        : x_ivk(ivk), x_owner_root(owner_root), x_dk(dk) {}

    const RistrettoScalar& ivk() const { return x_ivk; }
    const OwnerRoot& owner_root() const { return x_owner_root; }

    /// Address number `index`; 0 is the account's first.
    Address address(std::uint64_t index) const;
    /// The address of a diversifier; nothing with chance 2^-252.
    std::optional<Address> address_of(const Diversifier& diversifier) const;
    /// Whether all three parts are of this account.
    bool owns(const Address& address) const;

    /// Bech32m text with prefix `tacivk` or `tacivktest`.
    std::string encode(Network network) const;
    static Result<IncomingViewingKey, DecodeError> decode(std::string_view text, Network network);

    bool operator==(const IncomingViewingKey&) const = default;

  private:
    RistrettoScalar x_ivk;
    OwnerRoot x_owner_root;
    DiversifierKey x_dk;
};

/// Sees everything of the account, spends nothing. With it a helper can prove payments that the
/// holder of the spending key then signs.
class FullViewingKey {
  public:
    static constexpr std::size_t kSizeBytes = 160;
    static constexpr std::uint8_t kVersion = 1;

    FullViewingKey(const zk::jubjub::VerificationKey& ak, const NullifierKey& nk,
                   const RistrettoScalar& ivk, const OutgoingViewingKey& ovk,
                   const DiversifierKey& dk)
        : x_ak(ak), x_nk(nk), x_ivk(ivk), x_ovk(ovk), x_dk(dk) {}

    const zk::jubjub::VerificationKey& ak() const { return x_ak; }
    const NullifierKey& nk() const { return x_nk; }
    const OutgoingViewingKey& ovk() const { return x_ovk; }

    OwnerRoot owner_root(const SpendRule& rule = {}) const;
    IncomingViewingKey incoming(const SpendRule& rule = {}) const;

    /// Bech32m text with prefix `tacfvk` or `tacfvktest`.
    std::string encode(Network network) const;
    /// Also refuses an ak that is the identity, off the curve or outside the prime-order subgroup.
    static Result<FullViewingKey, DecodeError> decode(std::string_view text, Network network);

    bool operator==(const FullViewingKey&) const = default;

  private:
    zk::jubjub::VerificationKey x_ak;
    NullifierKey x_nk;
    RistrettoScalar x_ivk;
    OutgoingViewingKey x_ovk;
    DiversifierKey x_dk;
};

}  // namespace tacit::shielded
