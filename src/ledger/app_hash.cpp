#include "ledger/app_hash.hpp"

#include "base/check.hpp"
#include "ledger/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::ledger {
namespace {

// The labels enter the hash and never change. A part that later versions add takes the next one.
enum class Label : std::uint8_t {
    kHeight = 1,
    kTime = 2,
    kTransactions = 3,
    kScan = 4,
    kTrees = 5,
    kHistory = 6,
    kState = 7,
};
constexpr std::uint8_t kLabels = 7;

constexpr std::size_t kTreeSizeBytes = 1 + 8 + zk::Fr::kSizeBytes;

void encode_label(Writer& out, Label label, std::size_t size_bytes) {
    out.u8(static_cast<std::uint8_t>(label));
    out.u32(static_cast<std::uint32_t>(size_bytes));
}

void encode_trees(Writer& out, const std::vector<TreeSummary>& trees) {
    encode_label(out, Label::kTrees, 4 + trees.size() * kTreeSizeBytes);
    out.u32(static_cast<std::uint32_t>(trees.size()));
    for (const auto& tree : trees) encode(out, tree);
}

// The label that is due, and how long its part is.
Result<std::uint32_t, DecodeError> decode_label(Reader& in, Label due) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint8_t label, in.u8("label of a part"));
    if (label != static_cast<std::uint8_t>(due))
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "label of a part"});
    return in.u32("length of a part");
}

Result<void, DecodeError> expect_part(Reader& in, Label due, std::size_t size_bytes) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint32_t length, decode_label(in, due));
    if (length != size_bytes)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, at + 1, "length of a part"});
    return {};
}

Result<std::uint64_t, DecodeError> decode_number(Reader& in, Label label, const char* field) {
    TACIT_TRY_VOID(expect_part(in, label, 8));
    return in.u64(field);
}

template <class Digest>
Result<Digest, DecodeError> decode_digest(Reader& in, Label label, const char* field) {
    TACIT_TRY_VOID(expect_part(in, label, Digest::kSizeBytes));
    TACIT_TRY(const auto bytes, in.array<Digest::kSizeBytes>(field));
    return Digest(bytes);
}

Result<std::vector<TreeSummary>, DecodeError> decode_trees(Reader& in) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint32_t length, decode_label(in, Label::kTrees));
    const std::size_t count_at = in.offset();
    TACIT_TRY(const std::uint32_t count, in.u32("tree count"));
    if (count == 0 || count > kTreesMax)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, count_at, "tree count"});
    if (length != 4 + count * kTreeSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, at + 1, "length of a part"});
    std::vector<TreeSummary> trees;
    for (std::uint32_t i = 0; i < count; ++i) {
        TACIT_TRY(const TreeSummary tree, decode_tree_summary(in));
        trees.push_back(tree);
    }
    return trees;
}

}  // namespace

AppHash compute_app_hash(const AppHashParts& parts) {
    Writer in;
    encode(in, parts);
    return AppHash(zk::blake2b_256(zk::Personalisation(personal::kAppHash), in.bytes()));
}

bool is_in_history(const AppHash& older, const HistoryPath& path, const AppHashParts& newer) {
    return path.leaf_count == newer.height.value() &&
           history_root_of_path(older, path) == newer.history;
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
    out.u8(kLabels);
    encode_label(out, Label::kHeight, 8);
    out.u64(parts.height.value());
    encode_label(out, Label::kTime, 8);
    out.u64(parts.time.value());
    encode_label(out, Label::kTransactions, TxRoot::kSizeBytes);
    out.fixed(parts.tx_root.bytes());
    encode_label(out, Label::kScan, ScanDigest::kSizeBytes);
    out.fixed(parts.scan.bytes());
    encode_trees(out, parts.trees);
    encode_label(out, Label::kHistory, HistoryRoot::kSizeBytes);
    out.fixed(parts.history.bytes());
    encode_label(out, Label::kState, LtDigest::kSizeBytes);
    out.fixed(parts.state.bytes());
}

Result<AppHashParts, DecodeError> decode_app_hash_parts(Reader& in) {
    AppHashParts parts;
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint8_t count, in.u8("number of parts"));
    if (count != kLabels)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "number of parts"});
    TACIT_TRY(const std::uint64_t height, decode_number(in, Label::kHeight, "height"));
    TACIT_TRY(const std::uint64_t time_ms, decode_number(in, Label::kTime, "time"));
    TACIT_TRY(parts.tx_root, decode_digest<TxRoot>(in, Label::kTransactions, "transaction root"));
    TACIT_TRY(parts.scan, decode_digest<ScanDigest>(in, Label::kScan, "scan digest"));
    TACIT_TRY(parts.trees, decode_trees(in));
    TACIT_TRY(parts.history, decode_digest<HistoryRoot>(in, Label::kHistory, "history root"));
    TACIT_TRY(parts.state, decode_digest<LtDigest>(in, Label::kState, "state digest"));
    parts.height = shielded::Height(height);
    parts.time = UnixMillis(time_ms);
    return parts;
}

}  // namespace tacit::ledger
