// What the tests of the transfer circuit assert: honest transfers of every branch are accepted,
// broken statements refused, and no assignment moves but in the declared directions.
#pragma once

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "shielded/tx/testing/samples.hpp"
#include "zk/plonk/circuit.hpp"
#include "zk/plonk/testing/assertions.hpp"

namespace tacit::shielded::testing {

/// The assignment that the builder makes of the statement's witness, with the public inputs that
/// the statement claims.
zk::plonk::Witness claimed_witness(const Statement& statement);

struct FreeCell {
    std::string name;
    zk::plonk::Cell cell;
};

/// The cells that a prover chooses: with them, and a choice among finitely many (digits, signs,
/// which child), all other cells are determined. nk, token, parameters of rule and policy; d, rcm,
/// rho, value and siblings of each input; inner of each output; delta.
std::vector<FreeCell> declared_free_cells(const Statement& statement);

/// Directions in which the free cells of an honest witness may move with the public inputs fixed:
/// their number less what binds them, which is each nullifier, commitment and membership, two
/// balances, delta unless A = F, and the shown asset.
std::size_t declared_freedom(const Statement& statement);

/// One way in which a statement can be true: each branch, and notes under a rule and a policy.
struct HonestCase {
    std::string label;  // letters and digits, for names of tests
    std::function<Statement(Rng&)> statement;
};
inline std::ostream& operator<<(std::ostream& out, const HonestCase& honest) {
    return out << honest.label;
}
std::vector<HonestCase> honest_cases();

/// All of them, each with the test of this folder that makes it.
zk::plonk::testing::Assertions transfer_assertions();

/// explained_mutants.txt: mutants that no test kills, and why they do no harm.
std::map<std::string, std::string> transfer_explanations();

}  // namespace tacit::shielded::testing
