// A fault of the stored state. Spec: §9.3.
#pragma once

#include <string>

#include "ledger/state_key.hpp"

namespace tacit::ledger {

enum class StateErrorCode : std::uint8_t {
    kUnavailable = 1,   // the store could not read; the node stops at the block boundary
    kCorrupt = 2,       // a stored value does not decode
    kMissing = 3,       // a record that every state has is absent
    kKeyPresent = 4,    // an addition to a key that is taken
    kPairMismatch = 5,  // a removal or replacement of a pair that is not the stored one
};

/// A fault of the state, not of a transaction: never a reason to refuse a payment.
struct StateError {
    StateErrorCode code;
    StateKey key;

    bool operator==(const StateError&) const = default;
};

/// One sentence for logs.
std::string describe(const StateError& error);

}  // namespace tacit::ledger
