#include "wallet/wallet_error.hpp"

#include <string_view>

#include "base/ascii.hpp"

namespace tacit::wallet {

WalletError refusal(std::string code, std::string message, std::string hint) {
    return {std::move(code), std::move(message), std::move(hint), ErrorEffect::kNothingMoved};
}

WalletError misuse(std::string code, std::string message, std::string hint) {
    return {std::move(code), std::move(message), std::move(hint), ErrorEffect::kMisuse};
}

std::string sentence(std::string clause) {
    if (clause.empty()) return clause;
    clause.front() = to_upper(clause.front());
    const bool has_end = std::string_view(".!?").find(clause.back()) != std::string_view::npos;
    return has_end ? clause : clause + ".";
}

WalletError to_wallet_error(const DatabaseError& error) {
    switch (error.code) {
        case DatabaseErrorCode::kNotFound:
            return refusal("wallet_not_found", "There is no wallet file " + error.message + ".",
                           "Make one with `tacit init` or `tacit restore`.");
        case DatabaseErrorCode::kAlreadyExists:
            return refusal("wallet_exists", "The file " + error.message + " exists already.",
                           "Choose another name; it was not touched.");
        case DatabaseErrorCode::kNotADatabase:
            return refusal("not_a_wallet", "The file is not a Tacit wallet.",
                           "Check the path given with --wallet.");
        case DatabaseErrorCode::kDamaged:
            return refusal(
                "wallet_damaged", "The wallet file is damaged or cut short.",
                "Restore the wallet from its words with `tacit restore` into a new file; "
                "no money is lost.");
        case DatabaseErrorCode::kBusy:
            return refusal("wallet_busy", "Another program kept the wallet file locked.",
                           "Wait for it to finish and try again.");
        case DatabaseErrorCode::kFull:
            return refusal("disk_full", "The disk that holds the wallet file is full.",
                           "Free some room and try again; nothing was changed.");
        case DatabaseErrorCode::kForbidden:
            return refusal("wallet_forbidden", "The wallet file may not be read or written.",
                           "Check its owner and permissions, and those of its folder.");
        case DatabaseErrorCode::kOther:
            break;
    }
    return refusal("wallet_error", "The wallet file could not be used: " + error.message + ".");
}

WalletError to_wallet_error(KeystoreErrorCode error) {
    switch (error) {
        case KeystoreErrorCode::kWrongPassphrase:
            return refusal("wrong_passphrase", "The passphrase does not open this wallet.",
                           "Try again; letters with accents may be other bytes from another "
                           "keyboard or system. If it is lost, restore the wallet from its words.");
        case KeystoreErrorCode::kUnknownVersion:
            return refusal("wallet_too_new", "The wallet was made by a newer version.",
                           "Use that version or a later one.");
        case KeystoreErrorCode::kOutOfMemory:
            return refusal("out_of_memory", "There is not enough memory to open the wallet.",
                           "Close other programs and try again.");
        case KeystoreErrorCode::kMalformed:
            break;
    }
    return refusal(
        "wallet_damaged", "The wallet's key is damaged.",
        "Restore the wallet from its words with `tacit restore` into a new file; no money "
        "is lost.");
}

WalletError to_wallet_error(const TransportError& error) {
    switch (error.kind) {
        case TransportErrorKind::kBadUrl:
            return misuse("bad_node_url", sentence(error.message), "Give --node http://HOST:PORT.");
        case TransportErrorKind::kCannotConnect:
            return refusal("node_unreachable", sentence(error.message),
                           "Check that the node runs and that --node names it.");
        case TransportErrorKind::kRpc:
            return refusal(error.code.empty() ? "node_refused" : error.code,
                           sentence(error.message), sentence(error.hint));
        case TransportErrorKind::kRefused:
            return refusal("node_refused", sentence(error.message), "Try again later.");
        case TransportErrorKind::kTimeout:
        case TransportErrorKind::kClosed:
        case TransportErrorKind::kBadReply:
            break;
    }
    return refusal("node_failed", sentence(error.message), "Check the node and try again.");
}

}  // namespace tacit::wallet
