#include "ledger/mmr.hpp"

#include <bit>

#include "base/check.hpp"
#include "ledger/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::ledger {
namespace {

using Node = ByteArray<32>;

// A count of which the highest bit is set could not be appended to for ever without a wrap.
constexpr std::uint64_t kLeavesMax = (std::uint64_t{1} << 63) - 1;

Node hash(const Writer& input) {
    return zk::blake2b_256(zk::Personalisation(personal::kHistory), input.bytes());
}

Node leaf_hash(std::uint64_t index, const AppHash& leaf) {
    Writer in;
    in.u8(0);
    in.u64(index);
    in.fixed(leaf.bytes());
    return hash(in);
}

Node node_hash(int level, const Node& left, const Node& right) {
    Writer in;
    in.u8(1);
    in.u8(static_cast<std::uint8_t>(level));
    in.fixed(left);
    in.fixed(right);
    return hash(in);
}

HistoryRoot root_hash(std::uint64_t leaf_count, std::span<const Node> peaks) {
    Writer in;
    in.u8(2);
    in.u64(leaf_count);
    for (const Node& peak : peaks) in.fixed(peak);
    return HistoryRoot(hash(in));
}

// The mountain that holds a leaf: its level, and how many leaves lie in mountains before it.
struct Mountain {
    int level = 0;
    std::uint64_t first = 0;
    std::size_t peak = 0;  // its place among the peaks
};

Mountain mountain_of(std::uint64_t index, std::uint64_t leaf_count) {
    Mountain at;
    for (at.level = 63; at.level >= 0; --at.level) {
        const std::uint64_t size = std::uint64_t{1} << at.level;
        if ((leaf_count & size) == 0) continue;
        if (index - at.first < size) break;
        at.first += size;
        ++at.peak;
    }
    return at;
}

// All nodes of the perfect tree over these leaves, level by level, the leaves first.
std::vector<std::vector<Node>> levels_over(std::span<const AppHash> leaves, std::uint64_t first) {
    std::vector<std::vector<Node>> levels(1);
    for (std::size_t i = 0; i < leaves.size(); ++i)
        levels[0].push_back(leaf_hash(first + i, leaves[i]));
    while (levels.back().size() > 1) {
        const auto& below = levels.back();
        std::vector<Node> level;
        for (std::size_t i = 0; i < below.size(); i += 2)
            level.push_back(node_hash(static_cast<int>(levels.size()), below[i], below[i + 1]));
        levels.push_back(std::move(level));
    }
    return levels;
}

Result<std::vector<Node>, DecodeError> decode_nodes(Reader& in, std::size_t count,
                                                    const char* field) {
    std::vector<Node> out;
    for (std::size_t i = 0; i < count; ++i) {
        TACIT_TRY(const Node node, in.array<32>(field));
        out.push_back(node);
    }
    return out;
}

}  // namespace

void MountainRange::append(const AppHash& leaf) {
    TACIT_CHECK(x_leaf_count < kLeavesMax);
    Node top = leaf_hash(x_leaf_count, leaf);
    // Each mountain of the size of what is in hand stands to the left of it.
    for (int level = 1; (x_leaf_count >> (level - 1) & 1) != 0; ++level) {
        top = node_hash(level, x_peaks.back(), top);
        x_peaks.pop_back();
    }
    x_peaks.push_back(top);
    ++x_leaf_count;
}

HistoryRoot MountainRange::root() const {
    return root_hash(x_leaf_count, x_peaks);
}

void MountainRange::encode(Writer& out) const {
    out.u64(x_leaf_count);
    for (const Node& peak : x_peaks) out.fixed(peak);
}

Result<MountainRange, DecodeError> MountainRange::decode(Reader& in) {
    MountainRange out;
    const std::size_t at = in.offset();
    TACIT_TRY(out.x_leaf_count, in.u64("leaf count of the history"));
    if (out.x_leaf_count > kLeavesMax)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "leaf count of the history"});
    const auto peaks = static_cast<std::size_t>(std::popcount(out.x_leaf_count));
    TACIT_TRY(out.x_peaks, decode_nodes(in, peaks, "peak of the history"));
    return out;
}

HistoryPath history_path(std::span<const AppHash> leaves, std::uint64_t index) {
    TACIT_CHECK(index < leaves.size());
    HistoryPath path{index, leaves.size(), {}, {}};
    const Mountain own = mountain_of(index, leaves.size());
    std::uint64_t first = 0;
    for (int level = 63; level >= 0; --level) {
        const std::uint64_t size = std::uint64_t{1} << level;
        if ((leaves.size() & size) == 0) continue;
        const auto levels = levels_over(leaves.subspan(first, size), first);
        if (first != own.first) {
            path.peaks.push_back(levels.back()[0]);
        } else {
            std::uint64_t at = index - first;
            for (std::size_t up = 0; up + 1 < levels.size(); ++up, at /= 2)
                path.siblings.push_back(levels[up][at ^ 1]);
        }
        first += size;
    }
    return path;
}

std::optional<HistoryPathShape> history_path_shape(std::uint64_t index, std::uint64_t leaf_count) {
    if (leaf_count > kLeavesMax || index >= leaf_count) return std::nullopt;
    return HistoryPathShape{static_cast<std::size_t>(mountain_of(index, leaf_count).level),
                            static_cast<std::size_t>(std::popcount(leaf_count)) - 1};
}

std::optional<HistoryRoot> history_root_of_path(const AppHash& leaf, const HistoryPath& path) {
    const auto shape = history_path_shape(path.index, path.leaf_count);
    if (!shape || path.siblings.size() != shape->siblings || path.peaks.size() != shape->peaks)
        return std::nullopt;
    const Mountain own = mountain_of(path.index, path.leaf_count);
    Node node = leaf_hash(path.index, leaf);
    std::uint64_t at = path.index - own.first;
    for (int level = 1; level <= own.level; ++level, at /= 2) {
        const Node& sibling = path.siblings[static_cast<std::size_t>(level - 1)];
        node = at % 2 == 0 ? node_hash(level, node, sibling) : node_hash(level, sibling, node);
    }
    std::vector<Node> peaks = path.peaks;
    peaks.insert(peaks.begin() + static_cast<std::ptrdiff_t>(own.peak), node);
    return root_hash(path.leaf_count, peaks);
}

Bytes encode_history_path(const HistoryPath& path) {
    const auto shape = history_path_shape(path.index, path.leaf_count);
    TACIT_CHECK(shape && path.siblings.size() == shape->siblings &&
                path.peaks.size() == shape->peaks);
    Writer out;
    out.u64(path.index);
    out.u64(path.leaf_count);
    for (const Node& sibling : path.siblings) out.fixed(sibling);
    for (const Node& peak : path.peaks) out.fixed(peak);
    return out.take();
}

Result<HistoryPath, DecodeError> decode_history_path(ByteSpan bytes) {
    Reader in(bytes);
    HistoryPath path;
    TACIT_TRY(path.index, in.u64("index in the history"));
    TACIT_TRY(path.leaf_count, in.u64("leaf count of the history"));
    const auto shape = history_path_shape(path.index, path.leaf_count);
    if (!shape) return fail(DecodeError{DecodeErrorCode::kInvalidValue, 0, "index in the history"});
    TACIT_TRY(path.siblings, decode_nodes(in, shape->siblings, "sibling in the history"));
    TACIT_TRY(path.peaks, decode_nodes(in, shape->peaks, "peak of the history"));
    TACIT_TRY_VOID(in.finish("history path"));
    return path;
}

}  // namespace tacit::ledger
