#include "apps/tacit/arguments.hpp"

#include <cmath>

#include "apps/host/read_file.hpp"
#include "apps/host/write_file.hpp"
#include "base/hex.hpp"

namespace tacit::apps {

using wallet::AssetInfo;
using wallet::misuse;
using wallet::refusal;
using wallet::Wallet;
using wallet::WalletResult;

WalletResult<const AssetInfo*> find_asset(const Wallet& wallet, const std::string& name) {
    if (const AssetInfo* found = wallet.assets().find(name)) return found;
    if (const std::string meant = wallet.assets().names_meant(name); !meant.empty())
        return fail(misuse("ambiguous_asset", "Several assets are called " + name + ".",
                           "Give the symbol of one of them: " + meant + "."));
    return fail(misuse("unknown_asset", "There is no asset " + name + " on this chain.",
                       "The assets are " + wallet.assets().names() + "."));
}

WalletResult<Amount> read_amount(const std::string& text, const AssetInfo& asset) {
    const auto amount = parse_amount(text, asset.decimals);
    if (!amount.ok() || amount->is_zero())
        return fail(
            misuse("bad_amount", "\"" + text + "\" is not an amount of " + asset.symbol + ".",
                   "Give digits with a point and at most " + std::to_string(asset.decimals) +
                       " decimals, above 0, such as 12.50."));
    return *amount;
}

WalletResult<std::string> read_input(const std::filesystem::path& file,
                                     std::size_t size_bytes_max) {
    auto content = read_start_of_file(file, size_bytes_max + 1);
    if (!content)
        return fail(misuse("file_missing", "The file " + file.string() + " cannot be read.",
                           "Check its name and permissions."));
    if (content->size() > size_bytes_max)
        return fail(
            refusal("file_too_large", "The file " + file.string() + " is too large.", "Split it."));
    return std::move(*content);
}

WalletResult<void> write_file(const std::filesystem::path& file, std::string_view content) {
    if (write_file_durably(file, content)) return {};
    return fail(refusal("cannot_write", "The file " + file.string() + " cannot be written.",
                        "Check its folder and the free space."));
}

std::string asset_name(const Wallet& wallet, const shielded::AssetId& asset) {
    const AssetInfo* found = wallet.assets().find(asset);
    return found != nullptr ? found->symbol : encode_hex(asset.encode());
}

std::string amount_text(const Wallet& wallet, const shielded::AssetId& asset, Amount amount) {
    const AssetInfo* found = wallet.assets().find(asset);
    return format_amount(amount, found != nullptr ? found->decimals : 0);
}

OutputJson confirmed_height(const wallet::Wallet& wallet) {
    const auto confirmed = wallet.standing().confirmed();
    return confirmed ? OutputJson(confirmed->value()) : OutputJson(nullptr);
}

double round_ms(double ms) {
    return std::round(ms * 1000) / 1000;
}

}  // namespace tacit::apps
