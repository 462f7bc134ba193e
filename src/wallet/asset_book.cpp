#include "wallet/asset_book.hpp"

#include <algorithm>

namespace tacit::wallet {

AssetBook::AssetBook(const ledger::Genesis& genesis) {
    for (const auto& asset : genesis.assets)
        x_assets.push_back({asset.symbol, asset.decimals, asset.iso4217, asset.issuer,
                            asset.opening(), asset.id(), std::nullopt});
    for (const auto& fee : genesis.fee_assets) x_assets[fee.asset].fee = fee.rate;
}

const AssetInfo* AssetBook::find(std::string_view name) const {
    const auto by = [&](auto same) {
        const auto found = std::ranges::find_if(x_assets, same);
        return found == x_assets.end() ? nullptr : &*found;
    };
    if (const auto* found = by([&](const AssetInfo& asset) { return asset.symbol == name; }))
        return found;
    return by([&](const AssetInfo& asset) { return asset.iso4217 == name; });
}

const AssetInfo* AssetBook::find(const shielded::AssetId& id) const {
    const auto found =
        std::ranges::find_if(x_assets, [&](const AssetInfo& asset) { return asset.id == id; });
    return found == x_assets.end() ? nullptr : &*found;
}

std::string AssetBook::names() const {
    std::string out;
    for (const auto& asset : x_assets) out += (out.empty() ? "" : ", ") + asset.symbol;
    return out;
}

}  // namespace tacit::wallet
