// The trees of notes: one open at a time, the next opened when it is full. Spec: §9.5.
#pragma once

#include <map>

#include "ledger/journal.hpp"
#include "ledger/state_view.hpp"
#include "shielded/tree/frontier.hpp"

namespace tacit::ledger {

/// Place of a note among all notes of the chain: tree index * 2^40 + position in the tree.
using NotePosition = TaggedCount<struct NotePositionTag>;

/// A block's appends, written to the state at its end.
class NotePool {
  public:
    /// Writes tree 0 without a leaf, and its root as the first anchor. For an empty state.
    static Result<void, StateError> open_first_tree(Journal& journal);
    static Loaded<NotePool> load(const Kv& state, std::uint32_t open_tree);

    /// Whether that many notes still fit before kTreesMax trees are full.
    bool has_room(std::uint64_t notes) const;
    /// The pool must have room (checked).
    NotePosition append(const shielded::NoteCommitment& note);

    std::uint32_t open_tree() const { return x_open; }

    /// Records trees and anchors of a block. The new root is accepted from the next block on; the
    /// root it replaces starts to age. The last root of a filled tree is never replaced and so
    /// never ages. No change if nothing was appended.
    Result<void, StateError> save(Journal& journal, shielded::Height height, UnixMillis time) const;

  private:
    Result<void, StateError> save_tree(Journal& journal, std::uint32_t index,
                                       const shielded::Frontier& frontier, shielded::Height height,
                                       UnixMillis time) const;

    std::uint32_t x_open = 0;
    shielded::Frontier x_frontier;
    std::map<std::uint32_t, shielded::Frontier> x_filled;  // left behind since load
    bool x_changed = false;
};

}  // namespace tacit::ledger
