// Making wallet files.
#include "base/check.hpp"
#include "wallet/account/wallet.hpp"

namespace tacit::wallet {
namespace {

WalletResult<void> write_new(const std::filesystem::path& file, const SecretText& passphrase,
                             const KeystoreContent& content, const SettingsRecord& settings,
                             const Environment& environment) {
    TACIT_TRY_AS_WALLET(const Bytes sealed,
                        seal_keystore(content, passphrase, environment.rng, environment.kdf_cost));
    TACIT_TRY_AS_WALLET(SealedStore store, SealedStore::create(file, sealed));
    store.unlock(content.database_key);
    WalletFile wallet_file(std::move(store), environment.rng);
    return wallet_file.transact([&](RecordWriter& writer) { return writer.put(settings); });
}

WalletResult<CreatedWallet> create_from(const std::filesystem::path& file,
                                        const SecretText& passphrase, const Entropy& entropy,
                                        const SettingsRecord& settings,
                                        const Environment& environment) {
    const shielded::Network network = settings.network;
    KeystoreContent content;
    content.entropy = entropy;
    environment.rng.fill(content.database_key.mutable_bytes());
    auto keys = WalletKeys::derive(content, network, 1);
    if (!keys)
        return fail(refusal("unusable_words", "These words make no usable keys.",
                            "Make a wallet with other words."));
    TACIT_TRY_VOID(write_new(file, passphrase, content, settings, environment));
    const AccountKeys& account = *keys->find(0);
    return CreatedWallet{encode_words(entropy), account.incoming.address(0).encode(network),
                         *account.full, shielded::issuer_key(*keys->issuer())};
}

WalletError describe_words(const MnemonicError& error) {
    return refusal("wrong_words", "The words cannot be meant: " + describe(error) + ".",
                   "Compare what was entered with your copy.");
}

}  // namespace

WalletResult<CreatedWallet> create_wallet(const std::filesystem::path& file,
                                          const SecretText& passphrase, shielded::Network network,
                                          const Environment& environment) {
    SettingsRecord settings;
    settings.network = network;
    return create_from(file, passphrase, generate_entropy(environment.rng), settings, environment);
}

WalletResult<CreatedWallet> restore_wallet(const std::filesystem::path& file,
                                           const SecretText& passphrase, std::string_view words,
                                           shielded::Network network,
                                           const Environment& environment, std::uint32_t accounts) {
    TACIT_CHECK(accounts > 0);
    const auto entropy = decode_words(words);
    if (!entropy) return fail(describe_words(entropy.error()));
    SettingsRecord settings;
    settings.network = network;
    settings.accounts = accounts;
    settings.discovering = true;
    settings.scanned = settings.accounts_watched();
    return create_from(file, passphrase, *entropy, settings, environment);
}

WalletResult<void> create_watch_only(const std::filesystem::path& file,
                                     const SecretText& passphrase, std::string_view viewing_key,
                                     const Environment& environment) {
    KeystoreContent content;
    content.kind = KeystoreKind::kWatchOnly;
    content.viewing_key = SecretText(viewing_key);
    environment.rng.fill(content.database_key.mutable_bytes());
    for (const auto network : {shielded::Network::kTest, shielded::Network::kMain})
        if (WalletKeys::derive(content, network, 1).ok()) {
            SettingsRecord settings;
            settings.network = network;
            return write_new(file, passphrase, content, settings, environment);
        }
    return fail(refusal("bad_viewing_key", "This is not a viewing key.",
                        "Copy the whole key again; it starts with tacivk or tacfvk."));
}

}  // namespace tacit::wallet
