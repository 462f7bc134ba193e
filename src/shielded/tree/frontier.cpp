#include "shielded/tree/frontier.hpp"

#include "base/check.hpp"
#include "zk/hash/poseidon2.hpp"

namespace tacit::shielded {

using zk::Fr;

namespace {

/// How many finished nodes level `level` keeps when the tree has `leaf_count` leaves. The level
/// above the top holds the root of the full tree.
std::size_t left_count(std::uint64_t leaf_count, int level) {
    const std::uint64_t finished = leaf_count >> (2 * level);
    return static_cast<std::size_t>(level == kTreeDepth ? finished : finished & 3);
}

}  // namespace

void Frontier::append(const NoteCommitment& leaf, Observer* observer) {
    TACIT_CHECK(!is_full());
    std::uint64_t index = x_leaf_count++;
    Fr node = leaf.fr();
    if (observer != nullptr) observer->on_node(0, index, node);
    int level = 0;
    // The fourth child finishes its parent, which may be a fourth child in turn.
    for (; level < kTreeDepth && (index & 3) == 3; ++level) {
        auto& left = x_left[static_cast<std::size_t>(level)];
        node = zk::poseidon_compress(left[0], left[1], left[2], node);
        left.clear();
        index >>= 2;
        if (observer != nullptr) observer->on_node(level + 1, index, node);
    }
    x_left[static_cast<std::size_t>(level)].push_back(node);
}

void Frontier::append_batch(std::span<const NoteCommitment> leaves, Observer* observer) {
    TACIT_CHECK(leaves.size() <= room());
    for (const NoteCommitment& leaf : leaves) append(leaf, observer);
}

std::array<Fr, kTreeDepth + 1> Frontier::open_nodes() const {
    TACIT_CHECK(!is_full());
    std::array<Fr, kTreeDepth + 1> open;
    for (std::size_t level = 0; level < kTreeDepth; ++level) {
        // Finished nodes, then the open node below, then empty subtrees.
        std::array<Fr, kTreeArity> children;
        children.fill(EmptyRoots::at(static_cast<int>(level)));
        const auto& left = x_left[level];
        std::copy(left.begin(), left.end(), children.begin());
        children[left.size()] = open[level];
        open[level + 1] = zk::poseidon_compress(children[0], children[1], children[2], children[3]);
    }
    return open;
}

Anchor Frontier::root() const {
    return Anchor(is_full() ? x_left[kTreeDepth][0] : open_nodes()[kTreeDepth]);
}

std::span<const Fr> Frontier::left_nodes(int level) const {
    TACIT_CHECK(level >= 0 && level < kTreeDepth);
    return x_left[static_cast<std::size_t>(level)];
}

void Frontier::encode(Writer& to) const {
    to.u64(x_leaf_count);
    for (const auto& left : x_left)
        for (const Fr& node : left) to.fixed(node.encode());
}

Bytes Frontier::encode() const {
    Writer out;
    encode(out);
    return out.take();
}

Result<Frontier, DecodeError> Frontier::decode(Reader& from) {
    Frontier out;
    const std::size_t start = from.offset();
    TACIT_TRY(out.x_leaf_count, from.u64("leaf count"));
    if (out.x_leaf_count > kTreeCapacity)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, start, "leaf count"});
    for (int level = 0; level <= kTreeDepth; ++level) {
        auto& left = out.x_left[static_cast<std::size_t>(level)];
        for (std::size_t i = left_count(out.x_leaf_count, level); i > 0; --i) {
            const std::size_t at = from.offset();
            TACIT_TRY(const ByteSpan bytes, from.fixed(Fr::kSizeBytes, "frontier node"));
            TACIT_TRY(const Fr node, Fr::decode(bytes, "frontier node", at));
            left.push_back(node);
        }
    }
    return out;
}

Result<Frontier, DecodeError> Frontier::decode(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(Frontier out, decode(in));
    TACIT_TRY_VOID(in.finish("frontier"));
    return out;
}

}  // namespace tacit::shielded
