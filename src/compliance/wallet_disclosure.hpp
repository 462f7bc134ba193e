// Disclosures of a wallet's own payments. Spec: §12.4.
#pragma once

#include "compliance/disclosure.hpp"
#include "wallet/account/wallet.hpp"

namespace tacit::compliance {

/// The leg of a movement to disclose: of slot `output` if given, else the one that was paid or
/// received. A payment to oneself is the leg that carries a memo. Errors: several_outputs,
/// nothing_to_disclose, no_such_output.
wallet::WalletResult<wallet::MovementLeg> choose_leg(const wallet::MovementRecord& movement,
                                                     std::optional<std::uint8_t> output);

/// The disclosure of one leg of the wallet's. Errors: not_readable (this wallet's keys cannot open
/// the output).
wallet::WalletResult<Disclosure> disclose_leg(const wallet::WalletKeys& keys,
                                              const wallet::AssetBook& assets,
                                              const DisclosureSource& source,
                                              const wallet::MovementLeg& leg);

/// Proves one payment that the wallet made or received. Asks the node for the transaction's
/// receipt, so the node learns which transaction is being disclosed: use a node of one's own. The
/// result is checked before it is given. Errors beside the above: not_synced, not_final,
/// unknown_transaction, genesis_note, node_bad_answer, and those of the transport.
wallet::WalletResult<Disclosure> disclose(const wallet::Wallet& wallet, wallet::NodeClient& node,
                                          const shielded::TxId& txid,
                                          std::optional<std::uint8_t> output = std::nullopt);

}  // namespace tacit::compliance
