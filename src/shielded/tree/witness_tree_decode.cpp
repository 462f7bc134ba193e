// Reads a WitnessTree back. A wallet's database may be damaged: what is read must be a tree that
// appends could have made, else a path would be missing later.
#include "base/codec.hpp"
#include "shielded/tree/witness_tree.hpp"

namespace tacit::shielded {
namespace {

using zk::Fr;
using NodeKey = std::pair<int, std::uint64_t>;

DecodeError invalid(std::size_t offset, const char* field) {
    return {DecodeErrorCode::kInvalidValue, offset, field};
}

/// Positions, ascending, below the leaf count.
Result<std::set<std::uint64_t>, DecodeError> read_marked(Reader& in, std::uint64_t leaf_count) {
    TACIT_TRY(const std::uint64_t count, in.u64("marked count"));
    std::set<std::uint64_t> marked;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::size_t at = in.offset();
        TACIT_TRY(const std::uint64_t position, in.u64("marked position"));
        const bool ascends = marked.empty() || *marked.rbegin() < position;
        if (!ascends || position >= leaf_count) return fail(invalid(at, "marked position"));
        marked.insert(marked.end(), position);
    }
    return marked;
}

Result<std::map<NodeKey, Fr>, DecodeError> read_nodes(Reader& in) {
    TACIT_TRY(const std::uint64_t count, in.u64("node count"));
    std::map<NodeKey, Fr> nodes;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::size_t at = in.offset();
        TACIT_TRY(const std::uint8_t level, in.u8("node level"));
        TACIT_TRY(const std::uint64_t index, in.u64("node index"));
        TACIT_TRY(const ByteSpan bytes, in.fixed(Fr::kSizeBytes, "node"));
        TACIT_TRY(const Fr node, Fr::decode(bytes, "node", at + 9));
        const NodeKey key{level, index};
        if (!nodes.empty() && nodes.rbegin()->first >= key) return fail(invalid(at, "node level"));
        nodes.emplace_hint(nodes.end(), key, node);
    }
    return nodes;
}

Result<std::map<Height, Frontier>, DecodeError> read_checkpoints(Reader& in,
                                                                 std::uint64_t leaf_count) {
    TACIT_TRY(const std::uint64_t count, in.u64("checkpoint count"));
    std::map<Height, Frontier> checkpoints;
    std::uint64_t leaves_before = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::size_t at = in.offset();
        TACIT_TRY(const std::uint64_t height, in.u64("checkpoint height"));
        TACIT_TRY(Frontier frontier, Frontier::decode(in));
        const bool ascends = checkpoints.empty() || checkpoints.rbegin()->first.value() < height;
        if (!ascends || frontier.leaf_count() < leaves_before || frontier.leaf_count() > leaf_count)
            return fail(invalid(at, "checkpoint"));
        leaves_before = frontier.leaf_count();
        checkpoints.emplace_hint(checkpoints.end(), Height(height), std::move(frontier));
    }
    return checkpoints;
}

/// The keys that appends keep: the finished nodes in the groups of four along each marked path.
std::set<NodeKey> expected_nodes(const std::set<std::uint64_t>& marked, std::uint64_t leaf_count) {
    std::set<NodeKey> keys;
    for (const std::uint64_t position : marked)
        for (int level = 0; level < kTreeDepth; ++level) {
            const std::uint64_t first = (position >> (2 * level)) & ~std::uint64_t{3};
            for (std::uint64_t index = first; index < first + kTreeArity; ++index)
                if (index < (leaf_count >> (2 * level))) keys.emplace(level, index);
        }
    return keys;
}

}  // namespace

Result<WitnessTree, DecodeError> WitnessTree::decode(ByteSpan bytes) {
    Reader in(bytes);
    WitnessTree out;
    TACIT_TRY(out.x_frontier, Frontier::decode(in));
    TACIT_TRY(out.x_marked, read_marked(in, out.leaf_count()));
    const std::size_t nodes_at = in.offset();
    TACIT_TRY(out.x_nodes, read_nodes(in));
    std::set<NodeKey> keys;
    for (const auto& [key, node] : out.x_nodes) keys.insert(keys.end(), key);
    if (keys != expected_nodes(out.x_marked, out.leaf_count()))
        return fail(invalid(nodes_at, "nodes"));
    TACIT_TRY(out.x_checkpoints, read_checkpoints(in, out.leaf_count()));
    TACIT_TRY_VOID(in.finish("witness tree"));
    return out;
}

}  // namespace tacit::shielded
