// What a transfer proves, written as plain code. The circuit is written separately; tests hold the
// two together. Spec: §8.6.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "shielded/tx/transfer.hpp"
#include "zk/jubjub/keys.hpp"

namespace tacit::shielded {

/// A note to spend. Values are field elements here, as in the circuit: a witness may hold anything.
struct InputWitness {
    zk::Fr diversifier;
    Rho rho;
    Rcm rcm;
    zk::Fr value;
    MembershipPath path;
};

/// A note to make. `inner` is free: its payee checks it.
struct OutputWitness {
    Inner inner;
    zk::Fr value;
};

/// Everything secret behind one transfer. Slots 0 and 1 carry asset A, slot 2 the fee asset. Wiped
/// on destruction.
struct TransferWitness {
    ~TransferWitness() {
        for (zk::Fr* secret :
             {&ak_x, &ak_y, &rule.parameters, &asset.token, &asset.policy_parameters, &delta})
            secure_zero(secret, sizeof *secret);
        secure_zero(&inputs, sizeof inputs);
        secure_zero(&outputs, sizeof outputs);
    }

    zk::Fr ak_x;
    zk::Fr ak_y;
    zk::jubjub::Scalar alpha;
    NullifierKey nk;
    SpendRule rule;
    AssetOpening asset;  // of A; the fee asset is public
    std::array<InputWitness, kTransferInputs> inputs;
    std::array<OutputWitness, kTransferOutputs> outputs;
    zk::Fr delta;  // what slots 0 and 1 give to slot 2; 0 unless A is the fee asset
};

/// One equation of the statement; slots count from 0. Spec: §8.6 lists them under these numbers.
enum class StatementEquation : std::uint8_t {
    kSpendKeyOnCurve = 1,
    kRandomizedKeyX = 2,
    kRandomizedKeyY = 3,
    kPolicyId = 4,
    kRuleId = 5,
    kNullifier0 = 6,
    kNullifier1 = 7,
    kNullifier2 = 8,
    kMembership0 = 9,
    kMembership1 = 10,
    kMembership2 = 11,
    kOutputRange0 = 12,
    kOutputRange1 = 13,
    kOutputRange2 = 14,
    kOutputCommitment0 = 15,
    kOutputCommitment1 = 16,
    kOutputCommitment2 = 17,
    kBalance = 18,
    kFeeBalance = 19,
    kDelta = 20,
    kPublicAsset = 21,
};
inline constexpr int kStatementEquations = 21;

const char* name(StatementEquation equation);

/// The equations that do not hold, in order of number; empty when the statement is true.
std::vector<StatementEquation> check_statement(const TransferPublicInputs& inputs,
                                               const TransferWitness& witness);

}  // namespace tacit::shielded
