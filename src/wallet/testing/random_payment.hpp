// Money can always move: a random wallet and a random wish, from the notes to the ledger. For
// tests.
#pragma once

#include <cstdint>

namespace tacit::wallet::testing {

/// A wallet of 1 to 40 notes of one or two assets sends, redeems or pays a file, its fee in any
/// asset or in a certain one. Expects: the refusal of too much costs nothing and says the most that
/// can be paid; one unit more than that is refused, by dry run and run; that, and less, is paid by
/// one command, through the builder, the statement and a ledger, and all notes add up.
void expect_money_can_move(std::uint64_t seed);

/// The same wallet pays a file of many lines: what the check accepts is paid whole, what it refuses
/// costs nothing.
void expect_no_file_is_accepted_in_vain(std::uint64_t seed);

}  // namespace tacit::wallet::testing
