#include "wallet/account/wallet.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "shielded/keys/address_prefixes.hpp"
#include "wallet/payfile/contact_key.hpp"

namespace tacit::wallet {
namespace {

WalletError no_such_account(std::uint32_t account) {
    return misuse("no_such_account", "The wallet has no account " + std::to_string(account) + ".",
                  "`tacit address --new-account` makes one.");
}

WalletError account_gap(std::uint32_t account) {
    const std::string ahead = std::to_string(kAccountsAhead);
    return refusal("account_gap",
                   "The last " + ahead +
                       " accounts have received nothing yet; a wallet restored from its words "
                       "would not look beyond them for account " +
                       std::to_string(account) + ".",
                   "Use those first; or open it with --beyond-gap, and note that restoring then "
                   "needs `tacit restore --accounts " +
                       std::to_string(account + 1) + "`.");
}

}  // namespace

WalletResult<Wallet> Wallet::open(const std::filesystem::path& file, const SecretText& passphrase,
                                  const Environment& environment) {
    TACIT_TRY_AS_WALLET(SealedStore store, SealedStore::open(file));
    TACIT_TRY_AS_WALLET(const Bytes sealed, store.keystore());
    TACIT_TRY_AS_WALLET(KeystoreContent keystore, open_keystore(sealed, passphrase));
    store.unlock(keystore.database_key);
    WalletFile wallet_file(std::move(store), environment.rng);
    TACIT_TRY_VOID(wallet_file.refresh());
    if (!wallet_file.book().has_settings())
        return fail(refusal("wallet_incomplete", "The making of this wallet was broken off.",
                            "Delete the file and make the wallet again; it holds nothing."));
    const SettingsRecord& settings = wallet_file.book().settings();
    auto keys = WalletKeys::derive(keystore, settings.network, settings.accounts_watched());
    if (!keys) return fail(to_wallet_error(KeystoreErrorCode::kMalformed));
    Wallet wallet(std::move(wallet_file), std::move(keystore), std::move(*keys), environment);
    TACIT_TRY_VOID(wallet.adopt_genesis());
    return wallet;
}

std::optional<SecretText> Wallet::words() const {
    if (!x_keys.can_spend()) return std::nullopt;
    return encode_words(x_keystore.entropy);
}

const ChainFacts& Wallet::facts() const {
    TACIT_CHECK(x_facts.has_value());
    return *x_facts;
}

const AssetBook& Wallet::assets() const {
    static const AssetBook kNone;
    return x_facts ? x_facts->assets : kNone;
}

std::uint64_t Wallet::ahead_of_clock_ms() const {
    const UnixMillis now = x_environment.clock.now();
    const UnixMillis last = book().scan().time;
    return last > now ? last.value() - now.value() : 0;
}

shielded::Height Wallet::height() const {
    const std::uint64_t next = book().scan().next_height;
    return shielded::Height(next == 0 ? 0 : next - 1);
}

WalletResult<const AccountKeys*> Wallet::account_keys(std::uint32_t account) const {
    const AccountKeys* keys = x_keys.find(account);
    if (keys == nullptr || !has_account(account)) return fail(no_such_account(account));
    return keys;
}

WalletResult<void> Wallet::check_account(std::uint32_t account) const {
    if (!has_account(account)) return fail(no_such_account(account));
    return {};
}

WalletResult<void> Wallet::check_can_spend() const {
    if (x_keys.can_spend()) return {};
    return fail(refusal("watch_only", "A watch-only wallet cannot pay.",
                        "Pay from the wallet that holds the words."));
}

WalletResult<std::string> Wallet::address(std::uint32_t account) const {
    TACIT_TRY(const AccountKeys* keys, account_keys(account));
    const auto found = book().accounts().find(account);
    const std::uint64_t used = found == book().accounts().end() ? 1 : found->second.addresses;
    return keys->incoming.address(used - 1).encode(network());
}

WalletResult<std::string> Wallet::new_address(std::uint32_t account) {
    TACIT_TRY_VOID(account_keys(account));
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) {
        const auto found = book().accounts().find(account);
        AccountRecord record{account, 1};
        if (found != book().accounts().end()) record = found->second;
        ++record.addresses;
        return writer.put(record);
    }));
    return address(account);
}

WalletResult<std::uint32_t> Wallet::new_account(AccountGap gap) {
    if (!x_keys.can_spend())
        return fail(refusal("watch_only", "A watch-only wallet has one account.",
                            "Make accounts in the wallet that holds the words."));
    std::uint32_t account = 0;
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        SettingsRecord settings = book().settings();
        account = settings.accounts;
        std::uint32_t last_used = 0;
        for (const auto& [position, note] : book().notes())
            last_used = std::max(last_used, note.account);
        if (gap == AccountGap::kBounded && account > last_used + kAccountsAhead)
            return fail(account_gap(account));
        ++settings.accounts;
        // Before the first block nothing was missed.
        if (book().scan().next_height == 0) settings.scanned = settings.accounts_watched();
        return writer.put(settings);
    }));
    TACIT_TRY_VOID(adopt_accounts());
    return account;
}

WalletResult<shielded::Address> Wallet::resolve(std::string_view to) const {
    if (const auto found = book().contacts().find(contact_key(to));
        found != book().contacts().end()) {
        const auto address = shielded::Address::decode_bytes(found->second.to);
        if (!address)
            return fail(to_wallet_error(DatabaseError{DatabaseErrorCode::kDamaged, "to"}));
        return *address;
    }
    const auto address = shielded::Address::decode(to, network());
    if (address) return *address;
    if (address.error().code == DecodeErrorCode::kWrongNetwork)
        return fail(refusal("wrong_network", "The address is of another network.",
                            "Ask the payee for an address of this wallet's network."));
    if (!to.starts_with(shielded::kAddressPrefixes.main))
        return fail(refusal("bad_address", "The payee is neither a contact nor an address.",
                            "Give an address, or add the contact first: `tacit contacts add`."));
    return fail(refusal("bad_address",
                        "The address is not valid: " + describe(address.error()) + ".",
                        "Copy the whole address again."));
}

bool Wallet::owns(const shielded::Address& address) const {
    return std::ranges::any_of(
        x_keys.accounts(), [&](const auto& entry) { return entry.second.incoming.owns(address); });
}

bool Wallet::is_spendable(const NoteRecord& note) const {
    if (note.spent_at || note.opening.value.is_zero()) return false;
    if (note.reserved_by.empty()) return true;
    const PaymentRecord* payment = book().find_payment(note.reserved_by);
    return payment == nullptr || !payment->is_open();
}

Balance Wallet::balance(const shielded::AssetId& asset,
                        std::optional<std::uint32_t> account) const {
    Uint128 spendable = 0;
    Uint128 reserved = 0;
    for (const auto& [position, note] : book().notes()) {
        const bool counted = (!account || note.account == *account) && !note.spent_at &&
                             shielded::derive_asset_id(note.opening.asset) == asset;
        if (counted) (is_spendable(note) ? spendable : reserved) += note.opening.value.units();
    }
    // What open payments take for good does not come back.
    for (const auto& [id, payment] : book().payments()) {
        if (!payment.is_open() || (account && payment.account != *account)) continue;
        Uint128 leaving = 0;
        const bool leaves =
            payment.kind == PaymentKind::kSend || payment.kind == PaymentKind::kRedeem;
        if (leaves && payment.asset == asset) leaving += payment.amount.units();
        if (payment.kind != PaymentKind::kIssue && payment.fee_asset == asset)
            leaving += payment.fee.units();
        reserved -= std::min(reserved, leaving);
    }
    return {Amount(spendable), Amount(reserved)};
}

}  // namespace tacit::wallet
