// The one hash that stands for a block and the whole state after it. Spec: §9.8.
#pragma once

#include <vector>

#include "base/clock.hpp"
#include "base/codec.hpp"
#include "ledger/lthash.hpp"
#include "ledger/tx_root.hpp"
#include "shielded/chain.hpp"
#include "zk/field/fr.hpp"

namespace tacit::ledger {

using AppHash = TaggedBytes<struct AppHashTag, 32>;

/// One note tree as the AppHash and the state see it.
struct TreeSummary {
    std::uint8_t depth = 0;
    std::uint64_t leaf_count = 0;
    zk::Fr root;

    bool operator==(const TreeSummary&) const = default;
};

/// Most trees a chain opens. Spec: §9.5.
inline constexpr std::uint32_t kTreesMax = 1024;

/// What the AppHash is taken over. The LtHash covers the chain id and the previous AppHash, so
/// equal AppHashes mean equal chains.
struct AppHashParts {
    shielded::Height height;
    UnixMillis time;
    TxRoot tx_root;
    std::vector<TreeSummary> trees;  // all trees ever opened, in order, 1 to kTreesMax
    LtDigest state;

    bool operator==(const AppHashParts&) const = default;
};

AppHash compute_app_hash(const AppHashParts& parts);

void encode(Writer& out, const TreeSummary& tree);
Result<TreeSummary, DecodeError> decode_tree_summary(Reader& in);
void encode(Writer& out, const AppHashParts& parts);
Result<AppHashParts, DecodeError> decode_app_hash_parts(Reader& in);

}  // namespace tacit::ledger
