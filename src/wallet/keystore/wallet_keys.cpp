#include "wallet/keystore/wallet_keys.hpp"

#include "zk/hash/blake2b.hpp"

namespace tacit::wallet {
namespace {

/// A secret of the whole wallet, beside its accounts.
SecretBytes<32> wallet_secret(const SecretBytes<64>& seed, shielded::Network network,
                              std::string_view label) {
    Bytes input{static_cast<std::uint8_t>(network)};
    append(input, as_bytes(label));
    return SecretBytes<32>(
        zk::blake2b_256(zk::Personalisation("Tacit_WalletKey"), input, seed.bytes()));
}

Result<AccountKeys, WalletKeysError> watch_only(std::string_view text, shielded::Network network) {
    if (auto full = shielded::FullViewingKey::decode(text, network))
        return AccountKeys{full->incoming(), *full, std::nullopt};
    auto incoming = shielded::IncomingViewingKey::decode(text, network);
    if (!incoming) return fail(WalletKeysError::kBadViewingKey);
    return AccountKeys{std::move(*incoming), std::nullopt, std::nullopt};
}

}  // namespace

Result<WalletKeys, WalletKeysError> WalletKeys::derive(const KeystoreContent& content,
                                                       shielded::Network network,
                                                       std::uint32_t accounts) {
    WalletKeys keys;
    if (content.kind == KeystoreKind::kWatchOnly) {
        TACIT_TRY(AccountKeys account, watch_only(content.viewing_key.view(), network));
        keys.x_accounts.emplace(0, std::move(account));
        return keys;
    }
    const SecretBytes<64> seed = derive_seed(content.entropy);
    keys.x_can_spend = true;
    keys.x_issuer = wallet_secret(seed, network, "issuer");
    keys.x_reference_key = wallet_secret(seed, network, "reference");
    keys.x_payment_file_key = wallet_secret(seed, network, "payment file");
    for (std::uint32_t i = 0; i < accounts; ++i) {
        auto key = shielded::SpendingKey::derive(seed, network, shielded::AccountIndex(i));
        if (!key) return fail(WalletKeysError::kNoSuchAccount);
        const shielded::FullViewingKey& full = key->viewing_key();
        keys.x_accounts.emplace(i, AccountKeys{full.incoming(), full, std::move(*key)});
    }
    return keys;
}

const AccountKeys* WalletKeys::find(std::uint32_t account) const {
    const auto found = x_accounts.find(account);
    return found == x_accounts.end() ? nullptr : &found->second;
}

shielded::MemoReference WalletKeys::reference(std::string_view payment_id) const {
    if (!x_can_spend) return {};
    ByteArray<16> reference;
    zk::Blake2b(zk::Personalisation("Tacit_WalletRef"), reference.size(), x_reference_key.bytes())
        .update(as_bytes(payment_id))
        .finish(reference);
    return shielded::MemoReference(reference);
}

}  // namespace tacit::wallet
