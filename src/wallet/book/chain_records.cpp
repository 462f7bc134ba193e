#include "wallet/book/chain_records.hpp"

#include <algorithm>
#include <bit>

#include "base/check.hpp"
#include "wallet/book/record_fields.hpp"

namespace tacit::wallet {
namespace {

using namespace record_fields;

constexpr std::size_t kTimesMax = 1U << 16;
constexpr std::size_t kLeavesMax = 1U << 20;
constexpr std::size_t kLandmarksMax = 16 * 17;  // 16 of each power of 16, and block 0

void write_scan(Writer& out, const ScanRecord& record) {
    out.u64(record.next_height);
    out.u64(record.leaf_count);
    out.u64(record.time.value());
    record.history.encode(out);
    write_length(out, record.landmarks.size());
    for (const Landmark& landmark : record.landmarks) {
        out.u64(landmark.height);
        out.fixed(landmark.app_hash.bytes());
    }
}

/// A landmark lies at most this many blocks back: 16 times the largest power of 16 that divides it.
std::uint64_t reach_of(std::uint64_t height) {
    constexpr std::uint64_t kBase = 16;
    std::uint64_t power = 1;
    while (height != 0 && height % (power * kBase) == 0) power *= kBase;
    return height == 0 ? ~std::uint64_t{0} : power * kBase;
}

Decoded<ScanRecord> read_scan(Reader& in) {
    ScanRecord record;
    TACIT_TRY(record.next_height, in.u64("next height"));
    TACIT_TRY(record.leaf_count, in.u64("leaf count"));
    TACIT_TRY(record.time, read_count<UnixMillis>(in, "time"));
    TACIT_TRY(record.history, ledger::MountainRange::decode(in));
    if (record.history.leaf_count() != record.next_height) return fail(invalid(in, "history"));
    TACIT_TRY(const std::size_t landmarks, read_length(in, kLandmarksMax, "landmarks"));
    std::uint64_t above = 0;
    for (std::size_t i = 0; i < landmarks; ++i) {
        Landmark landmark;
        TACIT_TRY(landmark.height, in.u64("landmark"));
        if (landmark.height < above) return fail(invalid(in, "landmark"));
        TACIT_TRY(landmark.app_hash, read_tagged<ledger::AppHash>(in, "landmark"));
        above = landmark.height + 1;
        record.landmarks.push_back(landmark);
    }
    if (above != record.next_height) return fail(invalid(in, "landmarks"));
    return record;
}

void write_word(Writer& out, const Word& word) {
    out.var_bytes(as_bytes(word.by));
    out.u64(word.height.value());
    out.fixed(word.app_hash.bytes());
}

Decoded<Word> read_word(Reader& in) {
    Word word;
    TACIT_TRY(word.by, read_text(in, "who"));
    TACIT_TRY(word.height, read_count<shielded::Height>(in, "height"));
    TACIT_TRY(word.app_hash, read_tagged<ledger::AppHash>(in, "AppHash"));
    return word;
}

}  // namespace

ledger::AppHash ScanRecord::app_hash() const {
    return landmarks.empty() ? ledger::AppHash() : landmarks.back().app_hash;
}

void ScanRecord::follow(const ledger::AppHash& app_hash, UnixMillis block_time,
                        std::uint64_t leaves) {
    history.append(app_hash);
    landmarks.push_back({next_height, app_hash});
    std::erase_if(landmarks, [this](const Landmark& landmark) {
        return next_height - landmark.height >= reach_of(landmark.height);
    });
    ++next_height;
    leaf_count += leaves;
    time = block_time;
}

const Landmark* ScanRecord::landmark_at(shielded::Height at_most) const {
    const auto found = std::ranges::find_if(
        landmarks.rbegin(), landmarks.rend(),
        [&](const Landmark& landmark) { return landmark.height <= at_most.value(); });
    return found == landmarks.rend() ? nullptr : &*found;
}

Bytes ScanRecord::encode() const {
    Writer out;
    write_scan(out, *this);
    return out.take();
}

Decoded<ScanRecord> ScanRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(ScanRecord record, read_scan(in));
    TACIT_TRY_VOID(in.finish());
    return record;
}

std::optional<shielded::Height> StandingRecord::confirmed() const {
    std::optional<shielded::Height> highest;
    std::optional<shielded::Height> second;
    for (const Word& word : agreed) {
        // The owner's word needs no second.
        if (word.by == kOwnersWord) second = std::max(second, std::optional(word.height));
        if (!highest || word.height >= *highest) {
            second = std::max(second, highest);
            highest = word.height;
        } else {
            second = std::max(second, std::optional(word.height));
        }
    }
    return second;
}

const Word* StandingRecord::furthest() const {
    const Word* out = nullptr;
    for (const Word& word : agreed)
        if (word.by != kOwnersWord && (out == nullptr || word.height >= out->height)) out = &word;
    return out;
}

bool StandingRecord::is_refuted(std::string_view node) const {
    return std::ranges::find(refuted, node) != refuted.end();
}

void StandingRecord::agree(Word word) {
    std::erase_if(agreed, [&](const Word& other) { return other.by == word.by; });
    std::erase(refuted, word.by);
    if (agreed.size() == kListMax) agreed.erase(agreed.begin());
    agreed.push_back(std::move(word));
}

void StandingRecord::refute(std::string node) {
    std::erase_if(agreed, [&](const Word& word) { return word.by == node; });
    std::erase(refuted, node);
    if (refuted.size() == kListMax) refuted.erase(refuted.begin());
    refuted.push_back(std::move(node));
}

Bytes StandingRecord::encode() const {
    Writer out;
    write_length(out, agreed.size());
    for (const Word& word : agreed) write_word(out, word);
    out.u8(contradiction ? 1 : 0);
    if (contradiction) write_word(out, *contradiction);
    write_length(out, refuted.size());
    for (const std::string& node : refuted) out.var_bytes(as_bytes(node));
    return out.take();
}

Decoded<StandingRecord> StandingRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    StandingRecord record;
    TACIT_TRY(const std::size_t agreed, read_length(in, kListMax, "words"));
    for (std::size_t i = 0; i < agreed; ++i) {
        TACIT_TRY(Word word, read_word(in));
        record.agreed.push_back(std::move(word));
    }
    TACIT_TRY(const bool is_contradicted, read_bool(in, "contradiction"));
    if (is_contradicted) {
        TACIT_TRY(record.contradiction, read_word(in));
    }
    TACIT_TRY(const std::size_t refuted, read_length(in, kListMax, "refuted"));
    for (std::size_t i = 0; i < refuted; ++i) {
        TACIT_TRY(std::string node, read_text(in, "refuted"));
        record.refuted.push_back(std::move(node));
    }
    TACIT_TRY_VOID(in.finish());
    return record;
}

std::uint64_t RestartRecord::slot() const {
    TACIT_CHECK(number != 0);
    return static_cast<std::uint64_t>(std::countr_zero(number));
}

Bytes RestartRecord::encode() const {
    Writer out;
    out.u64(number);
    write_scan(out, scan);
    out.fixed(tree.encode());
    return out.take();
}

Decoded<RestartRecord> RestartRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    RestartRecord record;
    TACIT_TRY(record.number, in.u64("number"));
    if (record.number == 0) return fail(invalid(in, "number"));
    TACIT_TRY(record.scan, read_scan(in));
    TACIT_TRY(record.tree, TreeSnapshotRecord::decode(bytes.subspan(in.offset())));
    return record;
}

Bytes LeavesRecord::encode() const {
    Writer out;
    out.u64(first_position);
    out.u64(height.value());
    out.u64(time.value());
    write_length(out, leaves.size());
    for (const auto& leaf : leaves) out.fixed(leaf.encode());
    write_length(out, own.size());
    for (const std::uint32_t offset : own) out.u32(offset);
    return out.take();
}

Decoded<LeavesRecord> LeavesRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    LeavesRecord record;
    TACIT_TRY(record.first_position, in.u64("first position"));
    TACIT_TRY(record.height, read_count<shielded::Height>(in, "height"));
    TACIT_TRY(record.time, read_count<UnixMillis>(in, "time"));
    TACIT_TRY(const std::size_t leaves, read_length(in, kLeavesMax, "leaves"));
    for (std::size_t i = 0; i < leaves; ++i) {
        TACIT_TRY(const auto leaf, read_field<shielded::NoteCommitment>(in, "leaf"));
        record.leaves.push_back(leaf);
    }
    TACIT_TRY(const std::size_t own, read_length(in, leaves, "own"));
    for (std::size_t i = 0; i < own; ++i) {
        TACIT_TRY(const std::uint32_t offset, in.u32("own leaf"));
        const bool ascending = record.own.empty() || offset > record.own.back();
        if (!ascending || offset >= leaves) return fail(invalid(in, "own leaf"));
        record.own.push_back(offset);
    }
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes TreeSnapshotRecord::encode() const {
    Writer out;
    write_length(out, times.size());
    for (const auto& [height, time] : times) {
        out.u64(height.value());
        out.u64(time.value());
    }
    out.fixed(tree.encode());
    return out.take();
}

Decoded<TreeSnapshotRecord> TreeSnapshotRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    TreeSnapshotRecord record;
    TACIT_TRY(const std::size_t times, read_length(in, kTimesMax, "times"));
    for (std::size_t i = 0; i < times; ++i) {
        TACIT_TRY(const auto height, read_count<shielded::Height>(in, "height"));
        const bool ascending = record.times.empty() || record.times.rbegin()->first < height;
        if (!ascending) return fail(invalid(in, "height"));
        TACIT_TRY(record.times[height], read_count<UnixMillis>(in, "time"));
    }
    TACIT_TRY(record.tree, shielded::WitnessTree::decode(bytes.subspan(in.offset())));
    return record;
}

}  // namespace tacit::wallet
