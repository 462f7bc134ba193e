// The state that a genesis makes: height 0. Spec: §9.2.
#pragma once

#include "ledger/applied_block.hpp"
#include "ledger/genesis.hpp"

namespace tacit::ledger {

/// The genesis must pass check_genesis (checked). The delta applies to an empty state; the scan
/// block holds the allocations. Cost: some 25 microseconds an allocation and a few milliseconds.
AppliedBlock apply_genesis(const Genesis& genesis);

}  // namespace tacit::ledger
