// Words of the command line as values of a wallet.
#pragma once

#include <filesystem>
#include <string>

#include "apps/tacit/console.hpp"
#include "wallet/account/wallet.hpp"

namespace tacit::apps {

/// An asset by symbol or ISO code. Errors: unknown_asset, ambiguous_asset.
wallet::WalletResult<const wallet::AssetInfo*> find_asset(const wallet::Wallet& wallet,
                                                          const std::string& name);

/// Decimal text in the asset's decimals, above 0. Error: bad_amount.
wallet::WalletResult<Amount> read_amount(const std::string& text, const wallet::AssetInfo& asset);

/// The whole file, of at most that size. Errors: file_missing, file_too_large.
wallet::WalletResult<std::string> read_input(const std::filesystem::path& file,
                                             std::size_t size_bytes_max);
/// See apps/host/write_file.hpp. Error: cannot_write.
wallet::WalletResult<void> write_file(const std::filesystem::path& file, std::string_view content);

/// The symbol, or the id of an asset that the chain does not name.
std::string asset_name(const wallet::Wallet& wallet, const shielded::AssetId& asset);
std::string amount_text(const wallet::Wallet& wallet, const shielded::AssetId& asset,
                        Amount amount);

/// Height of the last block that is not one node's word alone; null for none.
OutputJson confirmed_height(const wallet::Wallet& wallet);

/// Milliseconds with three decimals: a time, never money.
double round_ms(double ms);

}  // namespace tacit::apps
