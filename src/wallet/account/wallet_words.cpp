// Whom to believe: a node's blocks hold by themselves or they do not, but which of two chains that
// hold is the true one only a third word can tell. Spec: §10.6.
#include <algorithm>

#include "wallet/account/wallet.hpp"

namespace tacit::wallet {
namespace {

constexpr const char* kThirdWord =
    "Neither is believed any further until a third word settles it: `tacit sync --node` with "
    "another node, or `tacit sync --app-hash` with an AppHash from somebody whom you trust.";

/// Both sides by name.
WalletError nodes_contradict(const StandingRecord& standing) {
    const Word& theirs = *standing.contradiction;
    const Word* ours = standing.furthest();
    const std::string block = std::to_string(theirs.height.value());
    if (ours == nullptr || ours->by == theirs.by)
        return refusal("node_contradicts",
                       "The node " + theirs.by +
                           " contradicts what it said before of the chain up "
                           "to block " +
                           block + ".",
                       kThirdWord);
    return refusal("node_contradicts",
                   "The nodes " + ours->by + " and " + theirs.by +
                       " contradict each other about the chain up to block " + block + ".",
                   kThirdWord);
}

WalletError is_refuted(const Word& word) {
    return refusal("node_contradicts",
                   "The node " + word.by + " contradicts, of the chain up to block " +
                       std::to_string(word.height.value()) +
                       ", what two others say or what you said.",
                   "Do not trust this node; use another with --node.");
}

WalletError three_contradict(const StandingRecord& standing, const std::string& third) {
    return refusal("node_contradicts",
                   nodes_contradict(standing).message + " The node " + third + " contradicts both.",
                   "Give an AppHash from somebody whom you trust: `tacit sync --app-hash`.");
}

WalletError nothing_to_compare() {
    return refusal("node_contradicts",
                   "This wallet keeps no block that the node's word could be held against.",
                   "Give an AppHash from somebody whom you trust: `tacit sync --app-hash`.");
}

WalletError node_behind(shielded::Height node, shielded::Height wallet) {
    return refusal("node_behind",
                   "The node's chain ends at block " + std::to_string(node.value()) +
                       ", and this wallet has read block " + std::to_string(wallet.value()) + ".",
                   "The node lost blocks, or is still catching up: try again later, or give "
                   "another one with --node. If you doubt the blocks that were read, `tacit sync "
                   "--app-hash` with an AppHash from somebody whom you trust decides.");
}

}  // namespace

/// What the node shows of the last block below its tip whose AppHash the wallet keeps.
WalletResult<Word> Wallet::word_on_what_was_read(NodeClient& node, const NodeStatus& status) const {
    if (status.height == height()) return Word{node.name(), status.height, status.app_hash};
    const Landmark* landmark = book().scan().landmark_at(std::min(status.height, height()));
    if (landmark == nullptr) return fail(nothing_to_compare());
    TACIT_TRY(const ledger::ScanBlock block, node.block(shielded::Height(landmark->height)));
    return Word{node.name(), block.height(), block.app_hash()};
}

bool Wallet::agrees(const Word& word) const {
    const Landmark* landmark = book().scan().landmark_at(word.height);
    return landmark != nullptr && landmark->height == word.height.value() &&
           landmark->app_hash == word.app_hash;
}

/// Where there is nothing to read on, a node still has to agree with what was read.
WalletResult<void> Wallet::compare_with_what_was_read(NodeClient& node, const NodeStatus& status) {
    if (book().scan().next_height == 0 || status.height > height()) return {};
    TACIT_TRY(const Word word, word_on_what_was_read(node, status));
    if (!agrees(word)) return fail(contradicted(word));
    if (status.height < height()) return fail(node_behind(status.height, height()));
    const auto& known = standing().agreed;
    if (std::ranges::find(known, word) != known.end()) return {};
    return x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        // Another process may have read other blocks, or met a contradiction, meanwhile.
        if (!agrees(word) || standing().contradiction) return {};
        StandingRecord changed = standing();
        changed.agree(word);
        return writer.put(changed);
    });
}

/// What to say of a lie. A node whose answer does not hold by itself is no party to anything; one
/// that contradicts what was read before is one word against another, which is remembered.
WalletError Wallet::refuse(const NodeClient& node, const FoundLie& lie) {
    const bool is_about_what_was_read = lie.height.value() <= book().scan().next_height;
    if (lie.lie != Lie::kHistory || lie.is_against_itself || !is_about_what_was_read)
        return lie_refusal(lie.lie);
    return contradicted({node.name(), lie.height, lie.app_hash});
}

WalletError Wallet::contradicted(Word word) {
    WalletError error;
    const auto noted = x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        StandingRecord changed = standing();
        if (changed.contradiction) {
            error = nodes_contradict(changed);
            return {};
        }
        // Two words stand against one: there is nothing to settle.
        const auto confirmed = changed.confirmed();
        const bool is_confirmed =
            confirmed && (word.height <= *confirmed || *confirmed >= height());
        if (is_confirmed || changed.is_refuted(word.by)) {
            error = is_refuted(word);
            changed.refute(word.by);
            return writer.put(changed);
        }
        changed.contradiction = word;
        error = nodes_contradict(changed);
        return writer.put(changed);
    });
    return noted.ok() ? error : noted.error();
}

/// Takes a third node's word on a contradiction.
WalletResult<void> Wallet::settle(NodeClient& node, const NodeStatus& status) {
    const StandingRecord now = standing();
    const Word& theirs = *now.contradiction;
    const Word* ours = now.furthest();
    const bool is_party = node.name() == theirs.by || (ours != nullptr && node.name() == ours->by);
    if (is_party) return fail(nodes_contradict(now));
    TACIT_TRY(const Word word, word_on_what_was_read(node, status));
    if (now.is_refuted(word.by) && !agrees(word)) return fail(is_refuted(word));
    // At the wallet's last block, or beyond the block in question, it has said enough.
    const bool is_enough = word.height == height() || word.height >= theirs.height;
    if (agrees(word) && is_enough) return settle_for_what_was_read(word);
    if (agrees(word) || status.height < theirs.height)
        return fail(
            refusal("node_behind",
                    "The node's chain is too short to settle it. " + nodes_contradict(now).message,
                    "Try again later, or give another node with --node."));
    TACIT_TRY(const ledger::ScanBlock at_theirs, node.block(theirs.height));
    if (at_theirs.app_hash() != theirs.app_hash) return fail(three_contradict(now, node.name()));
    return settle_for_the_other(node, status);
}

WalletResult<void> Wallet::settle_for_what_was_read(Word word) {
    return x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        if (!agrees(word)) return {};  // another process read other blocks meanwhile
        return writer.put(standing_with(word));
    });
}

/// With a word that agrees with what was read. It says nothing of the blocks after its own.
StandingRecord Wallet::standing_with(const Word& word) const {
    StandingRecord out = standing();
    if (const auto theirs = out.contradiction;
        theirs && (theirs->height <= word.height || word.height >= height())) {
        out.refute(theirs->by);
        out.contradiction.reset();
    }
    const bool has_said_more = std::ranges::any_of(out.agreed, [&](const Word& other) {
        return other.by == word.by && other.height > word.height;
    });
    if (!has_said_more) out.agree(word);
    return out;
}

}  // namespace tacit::wallet
