// Transactions whose signatures and proofs hold. Nothing else enters a block's state. Spec: §9.11.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "base/rng.hpp"
#include "ledger/kv.hpp"
#include "ledger/reject.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::ledger {

/// A transfer's proof and what it must prove.
struct TransferProof {
    shielded::TransferClaim claim;
    shielded::ProofBytes proof;
};

/// The circuit's verifier, as the ledger needs it.
class TransferProofVerifier {
  public:
    virtual ~TransferProofVerifier() = default;
    /// For each, in order, whether its proof holds. The result is as long as the input.
    virtual std::vector<bool> verify(std::span<const TransferProof> proofs) const = 0;
};

/// A transaction of correct form whose spend signature and proof, or issuer's signature, hold for
/// one chain. Only TransactionVerifier makes one. What depends on the state (spent notes, anchors,
/// supply) is checked when a block includes it.
class VerifiedTransaction {
  public:
    const shielded::Transaction& transaction() const { return x_transaction; }
    const shielded::ChainId& chain() const { return x_chain; }
    const shielded::TxId& id() const { return x_id; }
    const shielded::WitnessId& witness_id() const { return x_witness_id; }

  private:
    friend class TransactionVerifier;
    VerifiedTransaction(shielded::Transaction transaction, const shielded::ChainId& chain);

    shielded::Transaction x_transaction;
    shielded::ChainId x_chain;
    shielded::TxId x_id;
    shielded::WitnessId x_witness_id;
};

/// Witness ids of transactions verified before, so that a block need not verify them again. It can
/// only be filled with verified transactions of its chain.
class VerifiedWitnesses {
  public:
    explicit VerifiedWitnesses(const shielded::ChainId& chain) : x_chain(chain) {}

    /// The transaction must be of this chain (checked).
    void insert(const VerifiedTransaction& transaction);
    void erase(const shielded::WitnessId& id) { x_ids.erase(id); }
    bool contains(const shielded::WitnessId& id) const { return x_ids.contains(id); }
    const shielded::ChainId& chain() const { return x_chain; }
    std::size_t size() const { return x_ids.size(); }

  private:
    shielded::ChainId x_chain;
    std::set<shielded::WitnessId> x_ids;
};

/// The only door from a transaction to a verified one. Holds references: they must outlive it.
class TransactionVerifier {
  public:
    using Outcome = Result<VerifiedTransaction, Reject>;

    TransactionVerifier(const TransferProofVerifier& proofs, Rng& rng)
        : x_proofs(proofs), x_rng(rng) {}

    /// Form, then signatures (one batch), then proofs (one batch) of those that got so far; for
    /// issues, the registry of `state` names the issuer's key. Outcomes in order. `known` may be
    /// null; what it holds is not verified again.
    Result<std::vector<Outcome>, StateError> verify(
        std::span<const shielded::Transaction> transactions, const Kv& state,
        const VerifiedWitnesses* known = nullptr) const;

  private:
    const TransferProofVerifier& x_proofs;
    Rng& x_rng;
};

}  // namespace tacit::ledger
