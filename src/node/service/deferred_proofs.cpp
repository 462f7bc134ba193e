#include "node/service/deferred_proofs.hpp"

#include "base/check.hpp"

namespace tacit::node {

std::vector<bool> DeferredProofs::verify(std::span<const ledger::TransferProof> proofs) const {
    x_waiting.insert(x_waiting.end(), proofs.begin(), proofs.end());
    return std::vector<bool>(proofs.size(), true);
}

void DeferredProofs::end_block(shielded::Height height) {
    x_heights.resize(x_waiting.size(), height);
    if (x_waiting.size() >= x_batch_max) flush();
}

void DeferredProofs::flush() {
    if (x_waiting.empty()) return;
    // Proofs of a block that was refused later on belong to no finished block.
    x_waiting.resize(x_heights.size());
    const std::vector<bool> holds = x_verifier.verify(x_waiting);
    TACIT_CHECK(holds.size() == x_waiting.size());
    for (std::size_t i = 0; i < holds.size(); ++i)
        if (!holds[i] && (x_bad.empty() || x_bad.back() != x_heights[i]))
            x_bad.push_back(x_heights[i]);
    x_waiting.clear();
    x_heights.clear();
}

}  // namespace tacit::node
