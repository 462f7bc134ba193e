// From what a payer wants to a transfer: notes chosen by the caller, slots filled, outputs
// encrypted. Spec: §8.7.
#pragma once

#include "shielded/keys/spending_key.hpp"
#include "shielded/tx/transfer_slots.hpp"
#include "shielded/tx/transfer_statement.hpp"

namespace tacit::shielded {

/// A note of the account, with its path to the plan's anchor.
struct SpendableNote {
    Diversifier diversifier;
    Amount value;
    Rho rho;
    Rcm rcm;
    MembershipPath path;
};

struct PlannedOutput {
    Address to;
    Amount value;
    MemoBytes memo;
};

struct TransferPlan {
    Anchor anchor;
    Height expiry;
    SpendRule rule;
    AssetOpening asset;
    AssetOpening fee_asset;
    TransferSlots<SpendableNote> inputs;
    TransferSlots<PlannedOutput> outputs;
    Amount fee;
    Amount redeemed;  // of `asset`, leaving the pool
};

enum class BuildError : std::uint8_t {
    kNotInTree = 3,   // an input's path does not lead to the anchor: wrong note, key or path
    kUnbalanced = 4,  // inputs differ from outputs, fee and redeemed value
    kRepeatedInput = 5,
};

/// One sentence.
const char* describe(BuildError error);

/// A transfer that lacks its proof and its signature. Holds secrets.
struct UnprovenTransfer {
    Transfer transfer;  // proof and signature zero
    TransferPublicInputs public_inputs;
    TransferWitness witness;
    TxDigest digest;
    /// Opening of each output, in wire order; a value of 0 to a random address where unused.
    std::array<BuiltOutput, kTransferOutputs> outputs;
    /// Where the plan's outputs went: slot of outputs.asset[i].
    std::array<std::size_t, TransferSlots<PlannedOutput>::kAssetSlots> output_slots;
};

/// Fills unused slots with notes of value 0, which are as random as the others; shuffles slots 0
/// and 1 of inputs and of outputs, so that their order tells nothing of payment and change. Needs
/// no spending key: who holds the viewing key can prove, and only the spender can sign.
Result<UnprovenTransfer, BuildError> build_transfer(const TransferPlan& plan,
                                                    const FullViewingKey& key, const ChainId& chain,
                                                    Rng& rng);

/// Attaches the proof and signs. ask must be of the key that built it (checked: a signature under
/// another key would not verify).
Transfer finish_transfer(const UnprovenTransfer& unproven, const ProofBytes& proof,
                         const zk::jubjub::SpendAuthKey& ask, Rng& rng);

}  // namespace tacit::shielded
