// What the payer needs of the proof system. Spec: §10.8.
#pragma once

#include "shielded/tx/build_transfer.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::wallet {

class Prover {
  public:
    virtual ~Prover() = default;
    /// Waits until proofs can be made. Error: the setup is missing or damaged.
    virtual WalletResult<void> wait_ready() = 0;
    virtual WalletResult<shielded::ProofBytes> prove(
        const shielded::UnprovenTransfer& transfer) = 0;
};

}  // namespace tacit::wallet
