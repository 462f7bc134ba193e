#include "ledger/audit.hpp"

#include <algorithm>

#include "ledger/genesis_state.hpp"
#include "ledger/state_view.hpp"
#include "zk/hash/poseidon2.hpp"

namespace tacit::ledger {
namespace {

// Enough to see a pattern, and a bound on what a ruined store can make us print.
constexpr std::size_t kStateFindingsMax = 10;

// The root over all leaves, level by level: no frontier, so that it can disagree with one.
zk::Fr root_of_leaves(std::vector<zk::Fr> level) {
    constexpr std::size_t kArity = shielded::kTreeArity;
    for (int height = 0; height < shielded::kTreeDepth; ++height) {
        const zk::Fr& empty = shielded::EmptyRoots::at(height);
        while (level.empty() || level.size() % kArity != 0) level.push_back(empty);
        std::vector<zk::Fr> parents;
        parents.reserve(level.size() / kArity);
        for (std::size_t i = 0; i < level.size(); i += kArity)
            parents.push_back(
                zk::poseidon_compress(level[i], level[i + 1], level[i + 2], level[i + 3]));
        level = std::move(parents);
    }
    return level[0];
}

// Replays the chain and collects what the blocks alone say of supply and notes.
class Replay {
  public:
    Replay(const Genesis& genesis, const TransactionVerifier& verifier) : x_verifier(verifier) {
        const AppliedBlock applied = apply_genesis(genesis);
        for (const auto& allocation : genesis.allocations)
            if (!x_tally.add_mint(genesis.assets[allocation.asset].id(), allocation.value))
                report("the supply exceeds 128 bits");
        TACIT_CHECK(x_state.apply(applied.delta).ok());
        remember(applied);
    }

    /// Whether the replay goes on.
    bool step(ByteSpan bytes) {
        const auto block = decode_block(bytes);
        if (!block.ok()) {
            report(describe(BlockError::of(BlockErrorCode::kMalformed)) + ": " +
                   tacit::describe(block.error()));
            return false;
        }
        const auto applied = apply(*block);
        if (!applied.ok()) {
            report(describe(applied.error()));
            return false;
        }
        TACIT_CHECK(x_state.apply(applied->delta).ok());
        for (const auto& transaction : block->transactions)
            if (!x_tally.add(transaction)) report("the supply exceeds 128 bits");
        remember(*applied);
        return true;
    }

    Result<void, StateError> check_supply() {
        for (const auto& flow : x_tally.flows()) {
            TACIT_TRY(const SupplyRecord record, load_supply(x_state, flow.asset));
            if (!turnstile_holds(SupplyRecord(), record, flow.added))
                report("the supply records differ from the sum of all transactions");
        }
        return {};
    }

    Result<void, StateError> check_trees() {
        TACIT_TRY(const Head head, load_head(x_state));
        TACIT_TRY(const auto trees, load_trees(x_state, head.open_tree));
        std::size_t next = 0;
        for (const auto& tree : trees) {
            const auto count =
                std::min<std::uint64_t>(x_leaves.size() - next, shielded::kTreeCapacity);
            const auto first = x_leaves.begin() + static_cast<std::ptrdiff_t>(next);
            const std::vector<zk::Fr> leaves(first, first + static_cast<std::ptrdiff_t>(count));
            next += count;
            if (tree.leaf_count != count || tree.root != root_of_leaves(leaves))
                report("a tree differs from the one over all commitments");
        }
        return {};
    }

    void report(std::string what) {
        x_report.findings.push_back({x_report.height, std::move(what)});
    }
    const MemoryKv& state() const { return x_state; }
    AuditReport take_report() { return std::move(x_report); }
    shielded::Height height() const { return x_report.height; }

  private:
    Result<AppliedBlock, BlockError> apply(const Block& block) const {
        TACIT_TRY(const VerifiedBlock verified, verify_block(x_state, block, x_verifier));
        return apply_block(x_state, verified);
    }

    void remember(const AppliedBlock& applied) {
        x_report.height = applied.parts.height;
        x_report.app_hash = applied.app_hash;
        for (const auto& entry : applied.scan.entries) {
            if (const auto* mint = std::get_if<ScanMint>(&entry)) {
                x_leaves.push_back(mint->output.commitment.fr());
                continue;
            }
            for (const auto& output : std::get<ScanTransfer>(entry).outputs)
                x_leaves.push_back(output.commitment.fr());
        }
    }

    const TransactionVerifier& x_verifier;
    MemoryKv x_state;
    SupplyTally x_tally;
    std::vector<zk::Fr> x_leaves;
    AuditReport x_report;
};

Result<void, StateError> replay_blocks(Replay& replay, const BlockSource& blocks,
                                       const AuditProgress& progress) {
    while (true) {
        TACIT_TRY(const auto bytes, blocks.block(shielded::Height(replay.height().value() + 1)));
        if (!bytes || !replay.step(*bytes)) return {};
        if (progress) progress(replay.height());
    }
}

// Every stored pair must be the replayed one, and no replayed pair may be missing.
Result<void, StateError> compare_state(Replay& replay, const SnapshotSource& stored) {
    std::size_t differences = 0;
    std::size_t pairs = 0;
    const auto visit = [&](const StateKey& key, ByteSpan value) -> Result<void, StateError> {
        ++pairs;
        TACIT_TRY(const auto replayed, replay.state().get(key));
        if (replayed && std::ranges::equal(*replayed, value)) return {};
        if (++differences <= kStateFindingsMax)
            replay.report(describe(StateError{StateErrorCode::kPairMismatch, key}));
        return {};
    };
    TACIT_TRY_VOID(stored.for_each(visit));
    if (pairs != replay.state().size())
        replay.report("the store holds " + std::to_string(pairs) + " pairs instead of " +
                      std::to_string(replay.state().size()));
    return {};
}

Result<void, StateError> compare_lthash(Replay& replay, const SnapshotSource& stored) {
    TACIT_TRY(const Commitment commitment, load_commitment(replay.state()));
    TACIT_TRY(const LtHash recomputed, recompute_lthash(stored));
    if (recomputed != commitment.lthash || recomputed.digest() != commitment.parts.state)
        replay.report("the LtHash over the stored pairs is not the one of the last AppHash");
    return {};
}

}  // namespace

Result<LtHash, StateError> recompute_lthash(const SnapshotSource& snapshot) {
    LtHash hash;
    TACIT_TRY_VOID(snapshot.for_each([&hash](const StateKey& key, ByteSpan value) {
        if (is_committed(key.kind()))
            hash.add(static_cast<std::uint8_t>(key.kind()), key.id(), value);
        return Result<void, StateError>();
    }));
    return hash;
}

Result<AuditReport, StateError> audit(const Genesis& genesis, const BlockSource& blocks,
                                      const SnapshotSource& stored,
                                      const TransactionVerifier& verifier,
                                      const AuditProgress& progress) {
    Replay replay(genesis, verifier);
    TACIT_TRY_VOID(replay_blocks(replay, blocks, progress));
    TACIT_TRY_VOID(replay.check_supply());
    TACIT_TRY_VOID(replay.check_trees());
    TACIT_TRY_VOID(compare_state(replay, stored));
    TACIT_TRY_VOID(compare_lthash(replay, stored));
    return replay.take_report();
}

}  // namespace tacit::ledger
