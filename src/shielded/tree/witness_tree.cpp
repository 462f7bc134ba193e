#include "shielded/tree/witness_tree.hpp"

#include "base/check.hpp"
#include "base/codec.hpp"

namespace tacit::shielded {

using zk::Fr;

/// Keeps the finished nodes whose parent is an ancestor of a marked leaf.
class WitnessTree::Keeper final : public Frontier::Observer {
  public:
    explicit Keeper(WitnessTree& tree) : x_tree(tree) {}

    void on_node(int level, std::uint64_t index, const Fr& node) override {
        if (level < kTreeDepth && x_tree.has_marked_below(level + 1, index >> 2))
            x_tree.x_nodes[{level, index}] = node;
    }

  private:
    WitnessTree& x_tree;
};

bool WitnessTree::has_marked_below(int level, std::uint64_t index) const {
    const auto first = x_marked.lower_bound(index << (2 * level));
    return first != x_marked.end() && (*first >> (2 * level)) == index;
}

/// What stands to the left of the next leaf's path was finished before anyone knew that the leaf
/// would be marked; the frontier still has it.
void WitnessTree::keep_left_nodes() {
    const std::uint64_t position = x_frontier.leaf_count();
    for (int level = 0; level < kTreeDepth; ++level) {
        const std::uint64_t first = (position >> (2 * level)) & ~std::uint64_t{3};
        const auto left = x_frontier.left_nodes(level);
        for (std::size_t i = 0; i < left.size(); ++i) x_nodes[{level, first + i}] = left[i];
    }
}

void WitnessTree::append(const NoteCommitment& leaf, bool mark) {
    TACIT_CHECK(!x_frontier.is_full());
    if (mark) {
        keep_left_nodes();
        x_marked.insert(x_frontier.leaf_count());
    }
    Keeper keeper(*this);
    x_frontier.append(leaf, &keeper);
}

void WitnessTree::append_batch(std::span<const NoteCommitment> leaves,
                               std::span<const std::size_t> marked) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const bool mark = next < marked.size() && marked[next] == i;
        append(leaves[i], mark);
        if (mark) ++next;
    }
    TACIT_CHECK(next == marked.size());
}

void WitnessTree::unmark(std::uint64_t position) {
    if (x_marked.erase(position) == 0) return;
    for (int level = 0; level < kTreeDepth; ++level) {
        const std::uint64_t parent = position >> (2 * (level + 1));
        if (has_marked_below(level + 1, parent)) return;  // nodes from here up are still needed
        for (std::uint64_t i = 0; i < kTreeArity; ++i) x_nodes.erase({level, 4 * parent + i});
    }
}

void WitnessTree::checkpoint(Height height) {
    TACIT_CHECK(x_checkpoints.empty() || x_checkpoints.rbegin()->first <= height);
    x_checkpoints.insert_or_assign(height, x_frontier);
}

void WitnessTree::forget_checkpoints_below(Height height) {
    x_checkpoints.erase(x_checkpoints.begin(), x_checkpoints.lower_bound(height));
}

std::optional<Height> WitnessTree::latest_checkpoint(Height at_most) const {
    const auto after = x_checkpoints.upper_bound(at_most);
    if (after == x_checkpoints.begin()) return std::nullopt;
    return std::prev(after)->first;
}

std::optional<Anchor> WitnessTree::root_at(Height checkpoint) const {
    const auto found = x_checkpoints.find(checkpoint);
    if (found == x_checkpoints.end()) return std::nullopt;
    return found->second.root();
}

std::optional<std::uint64_t> WitnessTree::leaf_count_at(Height checkpoint) const {
    const auto found = x_checkpoints.find(checkpoint);
    if (found == x_checkpoints.end()) return std::nullopt;
    return found->second.leaf_count();
}

std::optional<MembershipPath> WitnessTree::path(std::uint64_t position) const {
    if (!is_marked(position)) return std::nullopt;
    return path_in(x_frontier, position);
}

std::optional<MembershipPath> WitnessTree::path_at(std::uint64_t position,
                                                   Height checkpoint) const {
    const auto found = x_checkpoints.find(checkpoint);
    if (!is_marked(position) || found == x_checkpoints.end()) return std::nullopt;
    if (position >= found->second.leaf_count()) return std::nullopt;
    return path_in(found->second, position);
}

/// A sibling lies wholly before the tree's end (finished), wholly after it (empty), or across it:
/// then it is the one open node of its level.
MembershipPath WitnessTree::path_in(const Frontier& tree, std::uint64_t position) const {
    const std::uint64_t end = tree.leaf_count();
    const auto open = tree.is_full() ? std::array<Fr, kTreeDepth + 1>{} : tree.open_nodes();
    MembershipPath path;
    path.position = position;
    for (int level = 0; level < kTreeDepth; ++level) {
        const std::uint64_t own = position >> (2 * level);
        const std::uint64_t finished = end >> (2 * level);
        std::size_t slot = 0;
        for (std::uint64_t index = own & ~std::uint64_t{3}; index <= (own | 3); ++index) {
            if (index == own) continue;
            Fr& sibling = path.siblings[static_cast<std::size_t>(level)][slot++];
            if (index < finished)
                sibling = x_nodes.at({level, index});
            else
                sibling = index == finished ? open[static_cast<std::size_t>(level)]
                                            : EmptyRoots::at(level);
        }
    }
    return path;
}

Bytes WitnessTree::encode() const {
    Writer out;
    x_frontier.encode(out);
    out.u64(x_marked.size());
    for (const std::uint64_t position : x_marked) out.u64(position);
    out.u64(x_nodes.size());
    for (const auto& [key, node] : x_nodes) {
        out.u8(static_cast<std::uint8_t>(key.first));
        out.u64(key.second);
        out.fixed(node.encode());
    }
    out.u64(x_checkpoints.size());
    for (const auto& [height, frontier] : x_checkpoints) {
        out.u64(height.value());
        frontier.encode(out);
    }
    return out.take();
}

}  // namespace tacit::shielded
