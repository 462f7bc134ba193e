// The transfer statement as rows of gates: 902 of 1024. Written apart from check_statement, which
// says the same in plain code. Spec: §8.6 (statement), §8.8 (circuit).
#pragma once

#include "shielded/tx/transfer_statement.hpp"
#include "zk/plonk/circuit_builder.hpp"

namespace tacit::shielded {

inline constexpr std::size_t kTransferCircuitRows = 1024;

/// Circuit and assignment for a witness. The public inputs of the assignment are what the witness
/// makes of them, but for the anchor and the public asset, which a witness of dummies (of no public
/// leg) leaves open and `inputs` gives; the caller compares them with the transfer's own.
zk::plonk::BuiltCircuit build_transfer_circuit(const TransferPublicInputs& inputs,
                                               const TransferWitness& witness);

/// The circuit's shape, the same for every witness.
zk::plonk::Circuit transfer_circuit();

}  // namespace tacit::shielded
