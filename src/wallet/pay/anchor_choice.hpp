// Which root a transfer proves against, and when it expires: on a grid, so that they tell little of
// the wallet. Decides only. Spec: §10.6.
#pragma once

#include <span>

#include "wallet/book/book.hpp"

namespace tacit::wallet {

/// How old a rounded anchor may be when a payment is made. The ledger takes anchors for longer
/// (ledger::kAnchorAgeMaxMillis); the rest is for the payment's way, and for clocks that differ.
inline constexpr std::uint64_t kPaymentAnchorAgeMax_ms = 20ULL * 3600 * 1000;

/// Height of the latest rounded anchor, if it holds all the notes and is young enough by the later
/// of the own clock and the last block's time, so that a clock that is behind the chain's does not
/// matter. Nothing: the newest root of all, which alone holds notes that have just been received.
std::optional<shielded::Height> choose_anchor(const Book& book,
                                              std::span<const std::uint64_t> notes, UnixMillis now);

/// At least `default_blocks` after the last block read, as far as the ledger takes that; rounded in
/// either case.
shielded::Height choose_expiry(shielded::Height last, std::uint64_t default_blocks);

}  // namespace tacit::wallet
