// Payments followed on paper: what notes they would spend and leave. Spec: §10.7.
#pragma once

#include <map>

#include "wallet/pay/payer.hpp"

namespace tacit::wallet {

class FundsOnPaper {
  public:
    /// Starts from the notes that can be spent now. The wallet must know its chain (checked).
    explicit FundsOnPaper(const Wallet& wallet) : x_wallet(wallet) {}

    /// Takes the notes that the payment and its merges would, and adds their change. After an error
    /// nothing is taken. Errors: insufficient_funds, no_fee, bad_fee_asset.
    WalletResult<void> pay(const PaymentRequest& request);

  private:
    using Purse = std::vector<Coin>;

    Purse& purse(std::uint32_t account, const shielded::AssetId& asset);
    Amount take(Purse& purse, std::span<const std::uint64_t> positions);
    void add(Purse& purse, Uint128 units);
    void spend(const PaymentRequest& request, const FeeChoice& choice);

    const Wallet& x_wallet;
    std::map<std::pair<std::uint32_t, shielded::AssetId>, Purse> x_purses;
    std::uint64_t x_next_position = std::uint64_t{1} << 63;  // of change that does not exist yet
};

}  // namespace tacit::wallet
