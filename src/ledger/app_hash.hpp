// The one hash that stands for a block, the whole state after it, and all blocks before it.
// Spec: §9.8.
#pragma once

#include <vector>

#include "base/clock.hpp"
#include "base/codec.hpp"
#include "ledger/lthash.hpp"
#include "ledger/mmr.hpp"
#include "ledger/tx_root.hpp"
#include "shielded/chain.hpp"
#include "zk/field/fr.hpp"

namespace tacit::ledger {

/// Stands for the entries of a block's scan data; made by scan_digest().
using ScanDigest = TaggedBytes<struct ScanDigestTag, 32>;

/// One note tree as the AppHash and the state see it.
struct TreeSummary {
    std::uint8_t depth = 0;
    std::uint64_t leaf_count = 0;
    zk::Fr root;

    bool operator==(const TreeSummary&) const = default;
};

/// Most trees a chain opens. Spec: §9.5.
inline constexpr std::uint32_t kTreesMax = 1024;

/// What the AppHash is taken over. Equal AppHashes mean equal chains: `history` covers the AppHash
/// of every block before, and that of genesis covers the chain id.
///
/// A wallet can check all of it from what it read of the chain, but for `transactions` and `state`:
/// for those it has the node's word.
struct AppHashParts {
    shielded::Height height;
    UnixMillis time;
    TxRoot tx_root;
    ScanDigest scan;
    std::vector<TreeSummary> trees;  // all trees ever opened, in order, 1 to kTreesMax
    HistoryRoot history;             // over the AppHashes of blocks 0 to height - 1
    LtDigest state;

    /// The open tree is the last.
    const TreeSummary& open_tree() const { return trees.back(); }
    std::uint32_t open_tree_index() const { return static_cast<std::uint32_t>(trees.size() - 1); }
    bool operator==(const AppHashParts&) const = default;
};

AppHash compute_app_hash(const AppHashParts& parts);

/// Light check of an older block under a newer one: whether the path shows that block
/// `path.index` of the chain of `newer` has this AppHash. The newer AppHash, that of the parts,
/// must come from a source that the reader trusts.
bool is_in_history(const AppHash& older, const HistoryPath& path, const AppHashParts& newer);

void encode(Writer& out, const TreeSummary& tree);
Result<TreeSummary, DecodeError> decode_tree_summary(Reader& in);
/// Each part under its label: what compute_app_hash() hashes.
void encode(Writer& out, const AppHashParts& parts);
/// All labels in their order, each once, and no others.
Result<AppHashParts, DecodeError> decode_app_hash_parts(Reader& in);

}  // namespace tacit::ledger
