#include "wallet/book/asset_book.hpp"

#include <algorithm>

namespace tacit::wallet {
namespace {

bool is_called(const AssetInfo& asset, std::string_view name) {
    return asset.symbol == name || asset.iso4217 == name;
}

template <class Filter>
std::string list_names(const std::vector<AssetInfo>& assets, const Filter& is_listed) {
    std::string out;
    for (const AssetInfo& asset : assets)
        if (is_listed(asset)) out += (out.empty() ? "" : ", ") + asset.symbol;
    return out;
}

}  // namespace

std::string describe(Amount amount, const AssetInfo& asset) {
    return format_amount(amount, asset.decimals) + " " + asset.symbol;
}

AssetBook::AssetBook(const ledger::Genesis& genesis) {
    for (const auto& asset : genesis.assets)
        x_assets.push_back({asset.symbol, asset.decimals, asset.iso4217, asset.issuer,
                            asset.opening(), asset.id(), std::nullopt});
    for (const auto& fee : genesis.fee_assets) x_assets[fee.asset].fee = fee.rate;
}

const AssetInfo* AssetBook::find(std::string_view name) const {
    const auto found = std::ranges::find(x_assets, name, &AssetInfo::symbol);
    return found != x_assets.end() ? &*found : find_currency(name);
}

const AssetInfo* AssetBook::find_currency(std::string_view code) const {
    const AssetInfo* only = nullptr;
    for (const AssetInfo& asset : x_assets) {
        if (!is_called(asset, code)) continue;
        if (only != nullptr) return nullptr;
        only = &asset;
    }
    return only;
}

const AssetInfo* AssetBook::find(const shielded::AssetId& id) const {
    const auto found =
        std::ranges::find_if(x_assets, [&](const AssetInfo& asset) { return asset.id == id; });
    return found == x_assets.end() ? nullptr : &*found;
}

std::string AssetBook::names() const {
    return list_names(x_assets, [](const AssetInfo&) { return true; });
}

std::string AssetBook::names_meant(std::string_view name) const {
    return list_names(x_assets, [&](const AssetInfo& asset) { return is_called(asset, name); });
}

}  // namespace tacit::wallet
