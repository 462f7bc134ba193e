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

/// "12.00 EURX".
std::string describe(Amount amount, const AssetInfo& asset);

class AssetBook {
  public:
    AssetBook() = default;
    explicit AssetBook(const ledger::Genesis& genesis);

    /// In the order of genesis.
    const std::vector<AssetInfo>& all() const { return x_assets; }
    /// By exact symbol, or by ISO 4217 code where no symbol is so called. Null also where several
    /// assets have that code: nobody can know which of them is meant.
    const AssetInfo* find(std::string_view name) const;
    /// What a payment file means by a currency: an ISO 4217 code or a symbol. Null also where it
    /// names several assets, be it one by its symbol and another by its code.
    const AssetInfo* find_currency(std::string_view code) const;
    const AssetInfo* find(const shielded::AssetId& id) const;
    /// "EURX, TAC, USDX": for messages.
    std::string names() const;
    /// The same of the assets that a name or a currency could mean.
    std::string names_meant(std::string_view name) const;

  private:
    std::vector<AssetInfo> x_assets;
};

}  // namespace tacit::wallet
