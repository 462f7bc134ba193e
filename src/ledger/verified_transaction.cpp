#include "ledger/verified_transaction.hpp"

#include <optional>

#include "base/check.hpp"
#include "ledger/rules.hpp"
#include "ledger/state_view.hpp"

namespace tacit::ledger {
namespace {

using shielded::Issue;
using shielded::Transaction;
using shielded::Transfer;

// What is known of one transaction while the steps go by.
struct Progress {
    bool done = false;  // verified before: nothing left to check
    std::optional<Reject> refused;

    bool open() const { return !done && !refused; }
};

std::vector<Progress> start(std::span<const Transaction> transactions,
                            const VerifiedWitnesses* known, const shielded::ChainId& chain) {
    TACIT_CHECK(known == nullptr || known->chain() == chain);
    std::vector<Progress> out(transactions.size());
    if (known == nullptr) return out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i].done = known->contains(shielded::witness_id(transactions[i]));
    return out;
}

void check_form_and_spend_signatures(std::span<const Transaction> transactions,
                                     const shielded::ChainId& chain, Rng& rng,
                                     std::vector<Progress>& progress) {
    std::vector<Transaction> batch;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < progress.size(); ++i) {
        if (!progress[i].open()) continue;
        batch.push_back(transactions[i]);
        places.push_back(i);
    }
    const auto refusals = shielded::check_stateless_batch(batch, chain, rng);
    TACIT_CHECK(refusals.size() == places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        if (refusals[i]) progress[places[i]].refused = to_reject(*refusals[i]);
}

Result<void, StateError> check_issuer_signatures(std::span<const Transaction> transactions,
                                                 const shielded::ChainId& chain, const Kv& state,
                                                 std::vector<Progress>& progress) {
    for (std::size_t i = 0; i < progress.size(); ++i) {
        const auto* issue = std::get_if<Issue>(&transactions[i]);
        if (issue == nullptr || !progress[i].open()) continue;
        const auto checked = check_issuer_signature(*issue, chain, state);
        if (checked.ok()) continue;
        if (const auto* fault = std::get_if<StateError>(&checked.error())) return fail(*fault);
        progress[i].refused = std::get<Reject>(checked.error());
    }
    return {};
}

void check_proofs(std::span<const Transaction> transactions, const shielded::ChainId& chain,
                  const TransferProofVerifier& verifier, std::vector<Progress>& progress) {
    std::vector<TransferProof> batch;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < progress.size(); ++i) {
        const auto* transfer = std::get_if<Transfer>(&transactions[i]);
        if (transfer == nullptr || !progress[i].open()) continue;
        batch.push_back({shielded::transfer_claim(*transfer, chain), transfer->proof});
        places.push_back(i);
    }
    if (batch.empty()) return;
    const std::vector<bool> holds = verifier.verify(batch);
    TACIT_CHECK(holds.size() == places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!holds[i]) progress[places[i]].refused = Reject::kBadProof;
}

}  // namespace

VerifiedTransaction::VerifiedTransaction(Transaction transaction, const shielded::ChainId& chain)
    : x_transaction(std::move(transaction)),
      x_chain(chain),
      x_id(shielded::transaction_id(x_transaction, chain)),
      x_witness_id(shielded::witness_id(x_transaction)) {}

void VerifiedWitnesses::insert(const VerifiedTransaction& transaction) {
    TACIT_CHECK(transaction.chain() == x_chain);
    x_ids.insert(transaction.witness_id());
}

Result<std::vector<TransactionVerifier::Outcome>, StateError> TransactionVerifier::verify(
    std::span<const Transaction> transactions, const Kv& state,
    const VerifiedWitnesses* known) const {
    TACIT_TRY(const Parameters parameters, load_parameters(state));
    const shielded::ChainId& chain = parameters.chain_id;
    std::vector<Progress> progress = start(transactions, known, chain);
    check_form_and_spend_signatures(transactions, chain, x_rng, progress);
    TACIT_TRY_VOID(check_issuer_signatures(transactions, chain, state, progress));
    check_proofs(transactions, chain, x_proofs, progress);

    std::vector<Outcome> outcomes;
    outcomes.reserve(progress.size());
    for (std::size_t i = 0; i < progress.size(); ++i) {
        if (progress[i].refused)
            outcomes.emplace_back(fail(*progress[i].refused));
        else
            outcomes.emplace_back(VerifiedTransaction(transactions[i], chain));
    }
    return outcomes;
}

}  // namespace tacit::ledger
