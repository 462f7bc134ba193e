// All kinds of transactions, and what can be checked of one without state. Spec: §8.5.
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "shielded/tx/issue.hpp"
#include "shielded/tx/transfer.hpp"

namespace tacit::shielded {

using Transaction = std::variant<Transfer, Issue>;

inline constexpr std::size_t kTransactionSizeBytesMax = Transfer::kSizeBytes;

Bytes encode_transaction(const Transaction& transaction);
/// By the first byte; kInvalidValue for another kind.
Result<Transaction, DecodeError> decode_transaction(ByteSpan bytes);

TxId transaction_id(const Transaction& transaction, const ChainId& chain);
WitnessId witness_id(const Transaction& transaction);
Height transaction_expiry(const Transaction& transaction);

/// Why a transaction is refused without looking at the state, in the order of the checks. The
/// numbers are stable: they enter receipts of other modules.
enum class TxRefusal : std::uint16_t {
    kMalformed = 1,                // the bytes do not decode
    kPolicyNotRegistered = 2,      // policy id other than 0: no policy circuit exists yet
    kRuleNotRegistered = 3,        // rule id other than 0: no rule circuit exists yet
    kPublicLegEntering = 4,        // v_pub < 0: no public balance exists yet that could pay it
    kPublicAssetMissing = 5,       // value leaves, and no asset is named
    kPublicAssetWithoutValue = 6,  // an asset is named, and no value leaves
    kFeeAssetMissing = 7,          // fee asset 0
    kDuplicateNullifier = 8,       // one note spent twice in one transaction
    kDuplicateCommitment = 9,      // one output twice in one transaction
    kZeroCommitment = 10,          // 0 marks an empty leaf
    kSpendKeySmallOrder = 11,      // rk is the identity or of order 2, 4, 8: anyone could sign
    kBadSpendSignature = 12,
    kIssueAssetZero = 13,  // asset 0 does not exist
    kIssueValueZero = 14,
    kIssueInnerZero = 15,
    kBadProof = 16,  // reported by the circuit's verifier
};

/// Stable snake_case name, such as "duplicate_nullifier".
std::string_view name(TxRefusal refusal);

/// Everything but the signature and the proof, in the order of TxRefusal; the rk check is included.
Result<void, TxRefusal> check_form(const Transaction& transaction);

/// What the transfer's proof and signature must be verified for; made once a transaction.
struct TransferClaim {
    TransferPublicInputs public_inputs;
    TxDigest digest;
};
TransferClaim transfer_claim(const Transfer& transfer, const ChainId& chain);

/// Signature of a transfer under its rk.
Result<void, TxRefusal> check_spend_signature(const Transfer& transfer, const TxDigest& digest);

/// check_form, then the signature of a transfer. The proof is verified by shielded/circuit (alone
/// or in a batch); an issue's signature needs the registry: verify_issue_signature.
Result<void, TxRefusal> check_stateless(const Transaction& transaction, const ChainId& chain);

/// The same for many at once: signatures are verified in one batch. Returns the refusal of each, in
/// order, nothing for those that pass.
std::vector<std::optional<TxRefusal>> check_stateless_batch(std::span<const Transaction> items,
                                                            const ChainId& chain, Rng& rng);

}  // namespace tacit::shielded
