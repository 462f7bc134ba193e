// The assets of a chain, by symbol and by id.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/genesis.hpp"

namespace tacit::wallet {

/// What a wallet knows of one asset. Everything is bound by the asset's id, so that a node cannot
/// lie about it.
struct AssetInfo {
    std::string symbol;
    int decimals = 0;
    std::optional<std::string> iso4217;
    std::optional<shielded::IssuerKey> issuer;
    shielded::AssetOpening opening;
    shielded::AssetId id;
    std::optional<Amount> fee;  // what a transfer pays in this asset; nothing: not taken for fees
};

class AssetBook {
  public:
    AssetBook() = default;
    explicit AssetBook(const ledger::Genesis& genesis);

    /// In the order of genesis.
    const std::vector<AssetInfo>& all() const { return x_assets; }
    /// By exact symbol, or by ISO 4217 code where no symbol is so called.
    const AssetInfo* find(std::string_view name) const;
    const AssetInfo* find(const shielded::AssetId& id) const;
    /// "EURX, TAC, USDX": for messages.
    std::string names() const;

  private:
    std::vector<AssetInfo> x_assets;
};

}  // namespace tacit::wallet
