// The wallet's movements as bank statements, for camt.053. Spec: §10.10.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wallet/iso20022/camt053.hpp"
#include "wallet/wallet.hpp"

namespace tacit::wallet {

struct StatementWish {
    std::optional<std::uint32_t> account;  // absent: all accounts as one
    UnixMillis from;                       // entries from this instant on
    UnixMillis to;                         // and before this one
};

struct StatementSet {
    std::vector<Statement> statements;  // one an asset, in the order of genesis
    std::vector<std::string> left_out;  // symbols that have entries and no ISO 4217 code
};

/// One statement for each asset that the wallet ever held and that has an ISO 4217 code; money that
/// stays within the wallet is no entry. The wallet must know its chain (checked). Error:
/// history_inconsistent, where a node's lies entered the book.
WalletResult<StatementSet> make_statements(const Wallet& wallet, const StatementWish& wish);

}  // namespace tacit::wallet
