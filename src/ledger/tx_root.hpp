// The binary tree over a block's transaction ids. Spec: §9.7.
//
//   leaf(id)     = H(0 || id)
//   node(l, r)   = H(1 || l || r)      an odd last node moves up unchanged
//   root         = H(2 || count || top),  top of no transactions = 32 zero bytes
//
// H = BLAKE2b-256 personalised "Tacit_TxRoot". An odd node is never paired with itself: doing so
// lets two different lists share a root (CVE-2012-2459). The first byte keeps leaves, nodes and
// the root apart, and the count fixes the shape, so a path proves one index of one list.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/tagged.hpp"
#include "shielded/tx/ids.hpp"

namespace tacit::ledger {

using TxRoot = TaggedBytes<struct TxRootTag, 32>;

/// Most transactions of a block. Spec: §9.6.
inline constexpr std::uint32_t kBlockTransactionsMax = 4096;

/// At most kBlockTransactionsMax ids (checked). Two hashes a transaction.
TxRoot tx_root(std::span<const shielded::TxId> ids);

/// Where a transaction stands in a block's list, and the siblings from leaf to top.
struct TxPath {
    std::uint32_t index = 0;
    std::uint32_t count = 0;
    std::vector<ByteArray<32>> siblings;

    bool operator==(const TxPath&) const = default;
};

/// index must be below the number of ids (checked).
TxPath tx_path(std::span<const shielded::TxId> ids, std::uint32_t index);

/// How many siblings a path has, or nothing when no such place exists: count 0 or too many, or
/// index at or above count.
std::optional<std::size_t> tx_path_length(std::uint32_t index, std::uint32_t count);

/// The root that the path gives for this id; nothing when its shape is wrong.
std::optional<TxRoot> tx_root_of_path(const shielded::TxId& id, const TxPath& path);

}  // namespace tacit::ledger
