#include "wallet/pay/anchor_choice.hpp"

#include <algorithm>

#include "ledger/rules.hpp"

namespace tacit::wallet {

static_assert(kPaymentAnchorAgeMax_ms < ledger::kAnchorAgeMaxMillis);
static_assert(ledger::kExpiryAheadMaxBlocks >= kExpiryGridBlocks);

std::optional<shielded::Height> choose_anchor(const Book& book,
                                              std::span<const std::uint64_t> notes,
                                              UnixMillis now) {
    const shielded::WitnessTree& tree = book.tree();
    const std::uint64_t next = book.scan().next_height;
    const auto rounded = tree.latest_checkpoint(shielded::Height(next == 0 ? 0 : next - 1));
    if (!rounded) return std::nullopt;
    const auto made = book.checkpoint_time(*rounded);
    const UnixMillis latest = std::max(now, book.scan().time);
    const bool is_young =
        made && *made <= latest && latest.value() - made->value() < kPaymentAnchorAgeMax_ms;
    const bool holds_all = std::ranges::all_of(notes, [&](std::uint64_t position) {
        return tree.path_at(position, *rounded).has_value();
    });
    return is_young && holds_all ? rounded : std::nullopt;
}

shielded::Height choose_expiry(shielded::Height last, std::uint64_t default_blocks) {
    const auto round_down = [](std::uint64_t height) {
        return height - height % kExpiryGridBlocks;
    };
    const std::uint64_t wanted = last.value() + default_blocks + kExpiryGridBlocks - 1;
    const std::uint64_t most = last.value() + ledger::kExpiryAheadMaxBlocks;
    return shielded::Height(round_down(std::min(wanted, most)));
}

}  // namespace tacit::wallet
