// Why a transaction is refused. Spec: §9.10.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include "ledger/state_error.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::ledger {

/// The numbers stand in the order of the checks, cheapest first, and never change: they travel in
/// RPC errors. 1 to 99 belong to the ledger.
enum class Reject : std::uint16_t {
    // Form, of the bytes alone.
    kMalformed = 1,
    kPolicyNotRegistered = 2,
    kRuleNotRegistered = 3,
    kPublicLegEntering = 4,
    kPublicAssetMissing = 5,
    kPublicAssetWithoutValue = 6,
    kFeeAssetMissing = 7,
    kDuplicateNullifier = 8,
    kDuplicateCommitment = 9,
    kZeroCommitment = 10,
    kSpendKeySmallOrder = 11,
    kIssueAssetZero = 12,
    kIssueValueZero = 13,
    kIssueInnerZero = 14,
    // Both kinds, against the state.
    kExpired = 15,
    kExpiryTooFar = 16,
    kPoolFull = 17,
    // Transfers, against the state.
    kFeeAssetNotListed = 18,
    kFeeAssetHasPolicy = 19,
    kFeeTooLow = 20,
    kPublicAssetNotRegistered = 21,
    kSupplyExceeded = 22,
    kAnchorUnknown = 23,
    kAnchorTooOld = 24,
    kNullifierSpent = 25,
    // Issues, against the state.
    kAssetNotRegistered = 26,
    kAssetHasPolicy = 27,
    kAssetNotIssuable = 28,
    kWrongSequence = 29,
    kSupplyOverflow = 30,
    // Signatures and proofs.
    kBadIssuerSignature = 31,
    kBadSpendSignature = 32,
    kBadProof = 33,
};

/// All codes, in order.
inline constexpr std::size_t kRejectCount = 33;
std::array<Reject, kRejectCount> all_rejects();

/// Stable snake_case name, such as "nullifier_spent".
std::string_view name(Reject reject);
/// One sentence: what to do about it.
std::string_view hint(Reject reject);

/// The same reason under the ledger's number.
Reject to_reject(shielded::TxRefusal refusal);

/// A check either refuses the transaction or cannot read the state. The second says nothing about
/// the transaction.
using CheckError = std::variant<Reject, StateError>;

}  // namespace tacit::ledger
