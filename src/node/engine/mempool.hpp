// Transactions that wait for a block: bounded, in order of arrival, no two of which exclude each
// other. A plain data structure: no lock, no clock, no state. Spec: §11.3.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ledger/verified_transaction.hpp"

namespace tacit::node {

struct MempoolLimits {
    std::size_t count_max = 20'000;
    std::size_t size_bytes_max = std::size_t{64} << 20;  // of encoded transactions
};

/// Why a transaction does not enter. In the order of the checks.
enum class MempoolRefusal : std::uint8_t {
    kKnown = 1,         // the same bytes wait already
    kOtherWitness = 2,  // the same effect waits already, with another proof or signature
    kConflict = 3,      // one that waits spends the same note, or has the same issue number
    kFull = 4,
};

/// First come, first served. What waits is never evicted for a newcomer: its sender was told that
/// it is accepted, and fees are fixed, so none is worth more than another. It leaves when it is
/// final, when the state refuses it, or when it expires.
class Mempool {
  public:
    explicit Mempool(const MempoolLimits& limits = {}) : x_limits(limits) {}

    /// Why this transaction would not enter; nothing if it would.
    std::optional<MempoolRefusal> refusal(const shielded::TxId& id,
                                          const shielded::WitnessId& witness_id,
                                          const shielded::Transaction& transaction) const;
    /// All of the same chain.
    Result<void, MempoolRefusal> insert(const ledger::VerifiedTransaction& transaction);

    const ledger::VerifiedTransaction* find(const shielded::TxId& id) const;
    /// In order of arrival, at most `count_max`.
    std::vector<ledger::VerifiedTransaction> oldest(std::size_t count_max) const;
    std::vector<shielded::TxId> oldest_ids(std::size_t count_max) const;

    /// False when there is none.
    bool remove(const shielded::TxId& id);
    /// Removes what may not be in block `next` any more, and returns it in order of arrival.
    std::vector<shielded::TxId> expire(shielded::Height next);

    std::size_t count() const { return x_by_arrival.size(); }
    std::size_t size_bytes() const { return x_size_bytes; }

  private:
    /// What only one transaction of a chain may have: a nullifier, or an issue's asset and number.
    /// The sequence of a nullifier is 0; the kind keeps the two apart.
    struct Claim {
        shielded::TransactionKind kind;
        ByteArray<32> identity;
        std::uint64_t sequence = 0;

        auto operator<=>(const Claim&) const = default;
    };
    static std::vector<Claim> claims_of(const shielded::Transaction& transaction);

    MempoolLimits x_limits;
    std::uint64_t x_next_arrival = 0;
    std::size_t x_size_bytes = 0;
    std::map<std::uint64_t, ledger::VerifiedTransaction> x_by_arrival;
    std::map<shielded::TxId, std::uint64_t> x_by_id;
    std::set<Claim> x_claims;
    std::set<std::pair<shielded::Height, std::uint64_t>> x_by_expiry;  // expiry, arrival
};

}  // namespace tacit::node
