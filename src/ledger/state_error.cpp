#include "ledger/state_error.hpp"

#include "base/hex.hpp"

namespace tacit::ledger {
namespace {

const char* reason(StateErrorCode code) {
    switch (code) {
        case StateErrorCode::kUnavailable:
            return "the store cannot read it";
        case StateErrorCode::kCorrupt:
            return "its value does not decode";
        case StateErrorCode::kMissing:
            return "it is absent";
        case StateErrorCode::kKeyPresent:
            return "it is already present";
        case StateErrorCode::kPairMismatch:
            return "the stored pair is another";
    }
    return "unknown state error";
}

}  // namespace

std::string describe(const StateError& error) {
    return "state key " + encode_hex(error.key.encode()) + ": " + reason(error.code);
}

}  // namespace tacit::ledger
