#include "ledger/app_hash.hpp"

#include "base/check.hpp"
#include "ledger/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::ledger {

AppHash compute_app_hash(const AppHashParts& parts) {
    Writer in;
    encode(in, parts);
    return AppHash(zk::blake2b_256(zk::Personalisation(personal::kAppHash), in.bytes()));
}

void encode(Writer& out, const TreeSummary& tree) {
    out.u8(tree.depth);
    out.u64(tree.leaf_count);
    out.fixed(tree.root.encode());
}

Result<TreeSummary, DecodeError> decode_tree_summary(Reader& in) {
    TreeSummary tree;
    TACIT_TRY(tree.depth, in.u8("tree depth"));
    TACIT_TRY(tree.leaf_count, in.u64("tree leaf count"));
    const std::size_t at = in.offset();
    TACIT_TRY(const ByteSpan root, in.fixed(zk::Fr::kSizeBytes, "tree root"));
    TACIT_TRY(tree.root, zk::Fr::decode(root, "tree root", at));
    return tree;
}

void encode(Writer& out, const AppHashParts& parts) {
    TACIT_CHECK(!parts.trees.empty() && parts.trees.size() <= kTreesMax);
    out.u64(parts.height.value());
    out.u64(parts.time.value());
    out.fixed(parts.tx_root.bytes());
    out.u32(static_cast<std::uint32_t>(parts.trees.size()));
    for (const auto& tree : parts.trees) encode(out, tree);
    out.fixed(parts.state.bytes());
}

Result<AppHashParts, DecodeError> decode_app_hash_parts(Reader& in) {
    AppHashParts parts;
    TACIT_TRY(const std::uint64_t height, in.u64("height"));
    TACIT_TRY(const std::uint64_t time_ms, in.u64("time"));
    TACIT_TRY(const auto root, in.array<32>("transaction root"));
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint32_t trees, in.u32("tree count"));
    if (trees == 0 || trees > kTreesMax)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "tree count"});
    for (std::uint32_t i = 0; i < trees; ++i) {
        TACIT_TRY(const TreeSummary tree, decode_tree_summary(in));
        parts.trees.push_back(tree);
    }
    TACIT_TRY(const auto state, in.array<32>("state digest"));
    parts.height = shielded::Height(height);
    parts.time = UnixMillis(time_ms);
    parts.tx_root = TxRoot(root);
    parts.state = LtDigest(state);
    return parts;
}

}  // namespace tacit::ledger
