#include "ledger/block_error.hpp"

namespace tacit::ledger {

std::string describe(const BlockError& error) {
    switch (error.code) {
        case BlockErrorCode::kMalformed:
            return "the block does not decode";
        case BlockErrorCode::kTooLarge:
            return "the block holds too many transactions";
        case BlockErrorCode::kWrongHeight:
            return "the block's height does not follow the last one";
        case BlockErrorCode::kWrongPrevious:
            return "the block builds on another state";
        case BlockErrorCode::kBadTime:
            return "the block's time is not after the last one's";
        case BlockErrorCode::kTransaction:
            return "transaction " + std::to_string(error.index) + " of the block is refused: " +
                   std::string(error.reject ? name(*error.reject) : "no reason given");
        case BlockErrorCode::kTurnstile:
            return "the supply does not add up";
        case BlockErrorCode::kState:
            return error.state ? describe(*error.state) : "the state cannot be read";
    }
    return "unknown block error";
}

}  // namespace tacit::ledger
