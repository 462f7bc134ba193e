#include "shielded/keys/account.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/codec.hpp"
#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {
namespace {

constexpr std::uint8_t kMasterLabel = 0;
constexpr std::uint8_t kChildLabel = 1;

const zk::Personalisation& account_key_use() {
    static const zk::Personalisation kUse(personal::kAccountKey);
    return kUse;
}

/// Ends the hash and splits it into key and chain code.
ExtendedKey split(zk::Blake2b& hash) {
    SecretBytes<64> both;
    hash.finish(both.mutable_bytes());
    ExtendedKey out;
    std::copy_n(both.data(), 32, out.key.data());
    std::copy_n(both.data() + 32, 32, out.chain_code.data());
    return out;
}

}  // namespace

AccountIndex::AccountIndex(std::uint32_t index) : x_value(index) {
    TACIT_CHECK(index < kHardened);
}

ExtendedKey ExtendedKey::master(const Seed& seed) {
    zk::Blake2b hash(account_key_use(), 64);
    hash.update(ByteArray<1>{kMasterLabel}).update(seed.bytes());
    return split(hash);
}

ExtendedKey ExtendedKey::hardened_child(std::uint32_t index) const {
    TACIT_CHECK(index < kHardened);
    Writer number;
    number.u32(index + kHardened);
    zk::Blake2b hash(account_key_use(), 64);
    hash.update(ByteArray<1>{kChildLabel})
        .update(chain_code.bytes())
        .update(key.bytes())
        .update(number.bytes());
    return split(hash);
}

AccountKey derive_account_key(const Seed& seed, Network network, AccountIndex index) {
    const std::uint32_t coin_type = network == Network::kMain ? kCoinTypeMain : kCoinTypeTest;
    return ExtendedKey::master(seed)
        .hardened_child(kPurpose)
        .hardened_child(coin_type)
        .hardened_child(index.value())
        .key;
}

}  // namespace tacit::shielded
