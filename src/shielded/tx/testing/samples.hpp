// Transfers of every branch, and statements of which exactly one equation fails. For the twin
// tests of statement and circuit, and for the ledger's tests.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "shielded/tx/issue.hpp"
#include "shielded/tx/testing/fake_chain.hpp"

namespace tacit::shielded::testing {

/// Which branch of the statement a sample takes.
enum class Branch : std::uint8_t {
    kPlain,            // A and F differ, no public leg
    kPublicLeg,        // value leaves
    kSameAsset,        // A = F, delta not 0
    kSameAssetPublic,  // A = F and value leaves
    kDummies,          // one input and one output only, beside the fee's
    kFeeFromPayment,   // A = F, no input or output in the fee slot
    kZeroValues,       // real notes of value 0 in and out, fee 0
    kLargestValues,    // 2^128 - 1
    kMerge,            // no dummies in, one output
};
inline constexpr std::array kAllBranches = {
    Branch::kPlain,           Branch::kPublicLeg,     Branch::kSameAsset,
    Branch::kSameAssetPublic, Branch::kDummies,       Branch::kFeeFromPayment,
    Branch::kZeroValues,      Branch::kLargestValues, Branch::kMerge,
};
const char* name(Branch branch);

/// An honest transfer of that branch, built in the ordinary way by account 1 for account 2.
UnprovenTransfer sample_transfer(Branch branch, Rng& rng);

/// One of all honest transfers, by number: the branch is seed modulo their count; amounts (but for
/// the branches that are about certain amounts), payee's address, notes and tree come from a
/// generator with that seed. Holds nothing that is secret.
UnprovenTransfer sample_transfer_of_seed(std::uint64_t seed);
Branch branch_of_seed(std::uint64_t seed);

/// Signed, with a proof of the given bytes (zeros by default: no verifier accepts it).
Transfer sample_signed_transfer(Branch branch, Rng& rng, const ProofBytes& proof = ProofBytes());

/// A statement: public inputs and witness.
struct Statement {
    TransferPublicInputs inputs;
    TransferWitness witness;
};
Statement sample_statement(Branch branch, Rng& rng);

/// A true statement whose notes lie under a spend rule and whose asset has a policy, every id and
/// parameter different from 0: what no transfer of version 1 has, and the circuit already binds.
Statement statement_under_rule_and_policy(Rng& rng);

/// A statement of which this equation fails and all others hold, whatever else must change for it.
Statement broken_statement(StatementEquation equation, Rng& rng);

/// Lies by name (protocol §8), each with the equations that catch it.
struct NamedLie {
    std::string name;
    std::vector<StatementEquation> caught_by;
    Statement statement;
};
std::vector<NamedLie> named_lies(Rng& rng);

/// A signed issue of asset 1, sequence 1, and the secret it is signed with.
IssuerSecret sample_issuer_secret();
Issue sample_issue(Rng& rng, std::uint64_t sequence = 1);

}  // namespace tacit::shielded::testing
