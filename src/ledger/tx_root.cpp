#include "ledger/tx_root.hpp"

#include "base/check.hpp"
#include "base/codec.hpp"
#include "ledger/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::ledger {
namespace {

using Node = ByteArray<32>;

Node hash(const Writer& input) {
    return zk::blake2b_256(zk::Personalisation(personal::kTxRoot), input.bytes());
}

Node leaf_hash(const shielded::TxId& id) {
    Writer in;
    in.u8(0);
    in.fixed(id.bytes());
    return hash(in);
}

Node node_hash(const Node& left, const Node& right) {
    Writer in;
    in.u8(1);
    in.fixed(left);
    in.fixed(right);
    return hash(in);
}

TxRoot root_hash(std::uint32_t count, const Node& top) {
    Writer in;
    in.u8(2);
    in.u32(count);
    in.fixed(top);
    return TxRoot(hash(in));
}

std::vector<Node> leaves(std::span<const shielded::TxId> ids) {
    std::vector<Node> level;
    level.reserve(ids.size());
    for (const auto& id : ids) level.push_back(leaf_hash(id));
    return level;
}

std::vector<Node> parents(const std::vector<Node>& level) {
    std::vector<Node> out;
    out.reserve((level.size() + 1) / 2);
    for (std::size_t i = 0; i + 1 < level.size(); i += 2)
        out.push_back(node_hash(level[i], level[i + 1]));
    if (level.size() % 2 == 1) out.push_back(level.back());
    return out;
}

// Whether the node at `index` of a level of `width` nodes is the odd last one, which moves up.
bool moves_up(std::uint32_t index, std::uint32_t width) {
    return index + 1 == width && width % 2 == 1;
}

}  // namespace

TxRoot tx_root(std::span<const shielded::TxId> ids) {
    TACIT_CHECK(ids.size() <= kBlockTransactionsMax);
    std::vector<Node> level = leaves(ids);
    while (level.size() > 1) level = parents(level);
    return root_hash(static_cast<std::uint32_t>(ids.size()), level.empty() ? Node{} : level[0]);
}

TxPath tx_path(std::span<const shielded::TxId> ids, std::uint32_t index) {
    TACIT_CHECK(index < ids.size() && ids.size() <= kBlockTransactionsMax);
    TxPath path{index, static_cast<std::uint32_t>(ids.size()), {}};
    std::vector<Node> level = leaves(ids);
    while (level.size() > 1) {
        if (!moves_up(index, static_cast<std::uint32_t>(level.size())))
            path.siblings.push_back(level[index ^ 1]);
        level = parents(level);
        index /= 2;
    }
    return path;
}

std::optional<std::size_t> tx_path_length(std::uint32_t index, std::uint32_t count) {
    if (count > kBlockTransactionsMax || index >= count) return std::nullopt;
    std::size_t length = 0;
    for (std::uint32_t width = count; width > 1; width = (width + 1) / 2, index /= 2)
        if (!moves_up(index, width)) ++length;
    return length;
}

std::optional<TxRoot> tx_root_of_path(const shielded::TxId& id, const TxPath& path) {
    if (tx_path_length(path.index, path.count) != path.siblings.size()) return std::nullopt;
    Node node = leaf_hash(id);
    std::uint32_t index = path.index;
    auto sibling = path.siblings.begin();
    for (std::uint32_t width = path.count; width > 1; width = (width + 1) / 2, index /= 2) {
        if (moves_up(index, width)) continue;
        node = index % 2 == 0 ? node_hash(node, *sibling) : node_hash(*sibling, node);
        ++sibling;
    }
    return root_hash(path.count, node);
}

}  // namespace tacit::ledger
