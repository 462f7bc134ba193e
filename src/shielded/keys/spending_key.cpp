#include "shielded/keys/spending_key.hpp"

#include <algorithm>

#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {
namespace {

enum class Part : std::uint8_t { kAsk = 0, kNk = 1, kIvk = 2, kOvk = 3, kDk = 4 };

SecretBytes<64> expand(const AccountKey& key, Part part) {
    static const zk::Personalisation kUse(personal::kExpandKey);
    SecretBytes<64> out;
    zk::Blake2b(kUse, out.size())
        .update(key.bytes())
        .update(ByteArray<1>{static_cast<std::uint8_t>(part)})
        .finish(out.mutable_bytes());
    return out;
}

SecretBytes<32> first_half(const SecretBytes<64>& wide) {
    SecretBytes<32> out;
    std::copy_n(wide.data(), out.size(), out.data());
    return out;
}

}  // namespace

std::optional<SpendingKey> SpendingKey::derive(const AccountKey& key) {
    const auto ask = zk::jubjub::SpendAuthKey::derive(expand(key, Part::kAsk));
    const auto ivk = RistrettoScalar::from_wide(expand(key, Part::kIvk));
    if (!ask.ok() || !ivk) return std::nullopt;
    const NullifierKey nk(zk::Fr::from_wide(expand(key, Part::kNk).bytes()));
    const FullViewingKey viewing_key(ask->verification_key(), nk, *ivk,
                                     first_half(expand(key, Part::kOvk)),
                                     first_half(expand(key, Part::kDk)));
    return SpendingKey(*ask, viewing_key);
}

std::optional<SpendingKey> SpendingKey::derive(const Seed& seed, Network network,
                                               AccountIndex index) {
    return derive(derive_account_key(seed, network, index));
}

}  // namespace tacit::shielded
