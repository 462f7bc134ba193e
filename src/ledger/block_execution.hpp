// One block in the making: transactions go in one by one, everything comes out at once.
// Spec: §9.14.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ledger/applied_block.hpp"
#include "ledger/block_error.hpp"
#include "ledger/rules.hpp"
#include "ledger/verified_transaction.hpp"

namespace tacit::ledger {

class BlockExecution {
  public:
    /// `base` must outlive the execution and not change meanwhile. The context must follow its
    /// head: next height, later time (checked; callers refuse other blocks first).
    static Loaded<BlockExecution> begin(const Kv& base, const BlockContext& block);

    /// Checks the transaction against the state with all earlier ones and applies it. On failure
    /// nothing of it remains. It must be of this chain (checked).
    Checked add(const VerifiedTransaction& transaction);

    /// Trees, anchors, head, turnstile, LtHash, AppHash. Ends the execution.
    Result<AppliedBlock, BlockError> finish();

    const Parameters& parameters() const { return x_parameters; }

  private:
    BlockExecution(const Kv& base, const BlockContext& block);

    Result<void, StateError> load();
    Checked apply(const VerifiedTransaction& transaction);
    Result<void, StateError> apply_transfer(const VerifiedTransaction& transaction,
                                            const shielded::Transfer& transfer);
    Result<void, StateError> apply_issue(const VerifiedTransaction& transaction,
                                         const shielded::Issue& issue);

    const Kv& x_base;
    BlockContext x_block;
    Parameters x_parameters;
    Head x_head;
    Commitment x_commitment;
    MountainRange x_history;  // of all blocks before this one
    std::unique_ptr<Journal> x_journal;
    NotePool x_pool;
    SupplyTally x_tally;
    std::vector<shielded::TxId> x_ids;
    std::vector<ScanEntry> x_entries;
};

/// The last step of every block, genesis included: writes the head, then takes the hashes over the
/// journal's changes. `previous` is the AppHash before, or zeros; `history` is over all before.
struct Closing {
    BlockContext block;
    AppHash previous;
    MountainRange history;
    LtHash lthash;
    std::uint32_t open_tree = 0;
    std::vector<shielded::TxId> ids;
    std::vector<ScanEntry> entries;
    std::vector<SupplyFlow> supply;
};
Loaded<AppliedBlock> close_block(Journal& journal, Closing closing);

}  // namespace tacit::ledger
