#include "ledger/note_pool.hpp"

namespace tacit::ledger {
namespace {

TreeSummary summary_of(const shielded::Frontier& frontier) {
    return {shielded::kTreeDepth, frontier.leaf_count(), frontier.root().fr()};
}

Result<void, StateError> supersede_anchor(Journal& journal, const shielded::Anchor& root,
                                          UnixMillis time) {
    TACIT_TRY(const auto stored, find_anchor(journal, root));
    if (!stored) return fail(StateError{StateErrorCode::kMissing, anchor_key(root)});
    AnchorRecord aged = *stored;
    aged.superseded = time;
    return journal.replace(anchor_key(root), stored->encode(), aged.encode());
}

Result<void, StateError> add_tree(Journal& journal, std::uint32_t index, const TreeSummary& tree,
                                  shielded::Height height) {
    TACIT_TRY_VOID(journal.add(StateKey::of_tree(StateKind::kTree, index), encode_tree(tree)));
    return journal.add(anchor_key(shielded::Anchor(tree.root)),
                       AnchorRecord{index, height, UnixMillis()}.encode());
}

Result<void, StateError> replace_tree(Journal& journal, std::uint32_t index,
                                      const TreeSummary& before, const TreeSummary& after,
                                      shielded::Height height, UnixMillis time) {
    TACIT_TRY_VOID(journal.replace(StateKey::of_tree(StateKind::kTree, index), encode_tree(before),
                                   encode_tree(after)));
    TACIT_TRY_VOID(supersede_anchor(journal, shielded::Anchor(before.root), time));
    return journal.add(anchor_key(shielded::Anchor(after.root)),
                       AnchorRecord{index, height, UnixMillis()}.encode());
}

// Only the open tree keeps its frontier.
Result<void, StateError> save_frontier(Journal& journal, std::uint32_t index,
                                       const shielded::Frontier& frontier, bool is_open) {
    const StateKey key = StateKey::of_tree(StateKind::kFrontier, index);
    TACIT_TRY(const auto stored, journal.get(key));
    if (!stored) return is_open ? journal.add(key, frontier.encode()) : Result<void, StateError>();
    return is_open ? journal.replace(key, *stored, frontier.encode())
                   : journal.remove(key, *stored);
}

}  // namespace

Result<void, StateError> NotePool::open_first_tree(Journal& journal) {
    const shielded::Frontier empty;
    TACIT_TRY_VOID(add_tree(journal, 0, summary_of(empty), shielded::Height(0)));
    return save_frontier(journal, 0, empty, true);
}

Loaded<NotePool> NotePool::load(const Kv& state, std::uint32_t open_tree) {
    NotePool pool;
    pool.x_open = open_tree;
    TACIT_TRY(pool.x_frontier, load_frontier(state, open_tree));
    return pool;
}

bool NotePool::has_room(std::uint64_t notes) const {
    const std::uint64_t unopened = kTreesMax - 1 - x_open;
    return x_frontier.room() + unopened * shielded::kTreeCapacity >= notes;
}

NotePosition NotePool::append(const shielded::NoteCommitment& note) {
    TACIT_CHECK(has_room(1));
    if (x_frontier.is_full()) {
        x_filled.emplace(x_open, x_frontier);
        ++x_open;
        x_frontier = shielded::Frontier();
    }
    const NotePosition position(x_open * shielded::kTreeCapacity + x_frontier.leaf_count());
    x_frontier.append(note);
    x_changed = true;
    return position;
}

Result<void, StateError> NotePool::save(Journal& journal, shielded::Height height,
                                        UnixMillis time) const {
    if (!x_changed) return {};
    for (const auto& [index, frontier] : x_filled)
        TACIT_TRY_VOID(save_tree(journal, index, frontier, height, time));
    return save_tree(journal, x_open, x_frontier, height, time);
}

Result<void, StateError> NotePool::save_tree(Journal& journal, std::uint32_t index,
                                             const shielded::Frontier& frontier,
                                             shielded::Height height, UnixMillis time) const {
    const StateKey key = StateKey::of_tree(StateKind::kTree, index);
    TACIT_TRY(const auto stored, journal.get(key));
    const TreeSummary after = summary_of(frontier);
    if (!stored) {
        TACIT_TRY_VOID(add_tree(journal, index, after, height));
    } else {
        TACIT_TRY(const TreeSummary before, load_tree(journal, index));
        // A tree that was already full when this block opened the next one keeps its last root.
        if (before != after)
            TACIT_TRY_VOID(replace_tree(journal, index, before, after, height, time));
    }
    return save_frontier(journal, index, frontier, index == x_open);
}

}  // namespace tacit::ledger
