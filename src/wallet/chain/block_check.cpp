#include "wallet/chain/block_check.hpp"

#include "base/check.hpp"
#include "ledger/genesis_state.hpp"

namespace tacit::wallet {
namespace {

using ledger::ScanMint;

// The ledger makes a mint's commitment of what the entry says, so anybody can. Genesis notes have a
// rho of their own, which a later block must not use again.
bool is_sound(const ScanMint& mint, const ledger::ScanBlock& block, const shielded::ChainId& id) {
    const bool is_genesis = mint.source == ScanMint::Source::kGenesis;
    if (is_genesis != (block.height().value() == 0)) return false;
    return mint.output.commitment ==
           shielded::derive_commitment(mint.inner, mint.asset, mint.rho(id), mint.value);
}

bool mints_are_sound(const ledger::ScanBlock& block, const shielded::ChainId& id) {
    for (const auto& entry : block.entries) {
        const auto* mint = std::get_if<ScanMint>(&entry);
        if (mint != nullptr && !is_sound(*mint, block, id)) return false;
    }
    return true;
}

}  // namespace

std::optional<Lie> check_block(const ScanRecord& before, const ledger::ScanBlock& block,
                               const ChainFacts& facts) {
    TACIT_CHECK(block.height().value() == before.next_height);
    if (ledger::scan_digest(block.entries) != block.parts.scan) return Lie::kEntries;
    if (!mints_are_sound(block, facts.id)) return Lie::kMint;
    if (before.next_height == 0) {
        // All of it follows from the genesis, state included.
        if (block.app_hash() != ledger::apply_genesis(facts.genesis).app_hash) return Lie::kGenesis;
        return std::nullopt;
    }
    if (block.time() <= before.time) return Lie::kTime;
    if (block.parts.history != before.history.root()) return Lie::kHistory;
    return std::nullopt;
}

WalletError lie_refusal(Lie lie) {
    const char* const hint = "Do not trust this node; use another with --node.";
    switch (lie) {
        case Lie::kEntries:
            return refusal("node_inconsistent",
                           "The node's block does not hold what its AppHash stands for.", hint);
        case Lie::kMint:
            return refusal("node_inconsistent",
                           "The node shows a mint whose note is not one of its value.", hint);
        case Lie::kTime:
            return refusal("node_inconsistent",
                           "The node's block is dated before the one that it follows.", hint);
        case Lie::kTrees:
            return refusal("node_inconsistent",
                           "The node's blocks do not add up to the tree that it claims.", hint);
        case Lie::kGenesis:
            return refusal("node_inconsistent",
                           "The node's first block is not that of the chain's genesis.", hint);
        case Lie::kHistory:
            return refusal("node_contradicts",
                           "The node's block builds on others than those that it shows.", hint);
        case Lie::kOwn:
            return refusal("node_contradicts",
                           "The node shows a transaction of this wallet otherwise than it was "
                           "signed.",
                           hint);
    }
    TACIT_CHECK(false);
    return {};
}

}  // namespace tacit::wallet
