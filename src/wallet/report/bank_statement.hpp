// The wallet's movements as bank statements, for camt.053. Spec: §10.10.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wallet/account/wallet.hpp"
#include "wallet/iso20022/camt053.hpp"

namespace tacit::wallet {

struct StatementWish {
    std::optional<std::uint32_t> account;  // absent: all accounts as one
    UnixMillis from;                       // entries from this instant on
    UnixMillis to;                         // and before this one
};

struct StatementSet {
    std::vector<Statement> statements;  // one an asset, in the order of genesis
    std::vector<std::string> left_out;  // symbols that have entries and no ISO 4217 code
    std::string message_id;             // of the message that holds them all
};

/// One statement for each asset that the wallet ever held and that has an ISO 4217 code; if there
/// is none, an empty one for each asset that has a code. Money that stays within the wallet is no
/// entry. The ids depend on the wallet's keys, the account, the asset and the period alone, and
/// differ where one of these does. The wallet must know its chain (checked). Errors: incoming_only,
/// a wallet that does not see what was paid; history_inconsistent, where a node's lies entered the
/// book.
WalletResult<StatementSet> make_statements(const Wallet& wallet, const StatementWish& wish);

}  // namespace tacit::wallet
