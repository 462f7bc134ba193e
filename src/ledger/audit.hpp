// `tacitd check`: everything recomputed from genesis and the stored blocks. Spec: §9.16.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/apply_block.hpp"
#include "ledger/genesis.hpp"
#include "ledger/memory_kv.hpp"

namespace tacit::ledger {

/// Stored blocks by height.
class BlockSource {
  public:
    virtual ~BlockSource() = default;
    /// The bytes of the block, or nothing if there is none at this height.
    virtual Result<std::optional<Bytes>, StateError> block(shielded::Height height) const = 0;
};

struct AuditFinding {
    shielded::Height height;
    std::string what;  // one sentence
};

struct AuditReport {
    shielded::Height height;  // the last block replayed
    AppHash app_hash;         // after it
    std::vector<AuditFinding> findings;

    bool ok() const { return findings.empty(); }
};

/// Called after each block; for progress.
using AuditProgress = std::function<void(shielded::Height)>;

/// Replays genesis and all blocks into memory, every signature and proof verified, and compares:
/// each block's previous AppHash, the stored state pair by pair, the LtHash over the stored pairs,
/// supply from the transactions alone, and the trees from all commitments anew. Stops replaying at
/// the first block that does not apply.
Result<AuditReport, StateError> audit(const Genesis& genesis, const BlockSource& blocks,
                                      const SnapshotSource& stored,
                                      const TransactionVerifier& verifier,
                                      const AuditProgress& progress = nullptr);

/// LtHash over all committed pairs of a snapshot.
Result<LtHash, StateError> recompute_lthash(const SnapshotSource& snapshot);

}  // namespace tacit::ledger
