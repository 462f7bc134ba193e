// What a wallet remembers of the chain itself: how far it was read, on whose word, and its tree.
// Spec: §10.4, §10.6.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/codec.hpp"
#include "ledger/mmr.hpp"
#include "shielded/tree/witness_tree.hpp"

namespace tacit::wallet {

/// A block whose AppHash is kept, to compare nodes whose chain is shorter.
struct Landmark {
    std::uint64_t height = 0;
    ledger::AppHash app_hash;

    bool operator==(const Landmark&) const = default;
};

/// How far the chain was read, and the hashes that stand for all of it.
struct ScanRecord {
    std::uint64_t next_height = 0;
    std::uint64_t leaf_count = 0;
    UnixMillis time;                  // of the last block
    ledger::MountainRange history;    // over the AppHashes of all blocks below next_height
    std::vector<Landmark> landmarks;  // ascending; the last one is the last block

    /// Of the last block; zeros before the first.
    ledger::AppHash app_hash() const;
    /// Moves on by one block: the last 16 blocks are kept as landmarks, of those before 16 that 16
    /// divides, then 16 that 256 divides, and so on.
    void follow(const ledger::AppHash& app_hash, UnixMillis block_time, std::uint64_t leaves);
    /// The last landmark at or below a height.
    const Landmark* landmark_at(shielded::Height at_most) const;

    Bytes encode() const;
    static Result<ScanRecord, DecodeError> decode(ByteSpan bytes);
    bool operator==(const ScanRecord&) const = default;
};

/// What somebody said: that the chain's block of this height has this AppHash. It speaks for all
/// blocks before as well.
struct Word {
    std::string by;  // a node's URL; kOwnersWord for an AppHash that the owner gave
    shielded::Height height;
    ledger::AppHash app_hash;

    bool operator==(const Word&) const = default;
};
inline constexpr const char* kOwnersWord = "owner";

/// Whose word the chain that was read rests on. Spec: §10.6.
struct StandingRecord {
    static constexpr std::size_t kListMax = 8;

    std::vector<Word> agreed;           // one each of who agreed, the latest last
    std::optional<Word> contradiction;  // nothing is believed until a third word settles it
    std::vector<std::string> refuted;   // nodes that two others contradicted

    /// The last block that is not one node's word alone: two agree on it, or the owner does.
    std::optional<shielded::Height> confirmed() const;
    /// The node whose word reaches furthest; null for none.
    const Word* furthest() const;
    bool is_refuted(std::string_view node) const;
    /// Takes in a word that agrees with what was read.
    void agree(Word word);
    void refute(std::string node);

    Bytes encode() const;
    static Result<StandingRecord, DecodeError> decode(ByteSpan bytes);
    bool operator==(const StandingRecord&) const = default;
};

/// Leaves added to the tree since a snapshot of it, so that a block does not rewrite it all. The
/// row's identity is a slot number that starts again with each snapshot.
struct LeavesRecord {
    std::uint64_t first_position = 0;
    shielded::Height height;  // of the last block they come from
    UnixMillis time;          // of that block
    std::vector<shielded::NoteCommitment> leaves;
    std::vector<std::uint32_t> own;  // ascending offsets of the wallet's notes among the leaves

    Bytes encode() const;
    static Result<LeavesRecord, DecodeError> decode(ByteSpan bytes);
};

/// The whole tree, and when the kept checkpoints' blocks were made.
struct TreeSnapshotRecord {
    std::map<shielded::Height, UnixMillis> times;
    shielded::WitnessTree tree;

    Bytes encode() const;
    static Result<TreeSnapshotRecord, DecodeError> decode(ByteSpan bytes);
};

/// Where the chain can be read again from: all as it was before some block. The row's identity is
/// slot().
struct RestartRecord {
    std::uint64_t number = 0;  // counts from 1
    ScanRecord scan;
    TreeSnapshotRecord tree;

    /// How often 2 divides the number. So each slot keeps its latest record, and the records kept
    /// lie about twice as far apart with each step back.
    std::uint64_t slot() const;
    Bytes encode() const;
    static Result<RestartRecord, DecodeError> decode(ByteSpan bytes);
};

}  // namespace tacit::wallet
