// A circuit as text, to be committed beside it: a change that is not meant shows in a diff, and a
// change that is meant needs a new version. Spec: §4.11.
#pragma once

#include <string>

#include "zk/plonk/keys.hpp"

namespace tacit::zk::plonk {

/// BLAKE2b-256 over the whole shape: size, fixed columns, copy cycles, rows of public inputs.
ByteArray<32> shape_digest(const Circuit& circuit);

/// Lines "name: value": version, rows in all and by gadget (in order of first use) and by gate,
/// public inputs, copied cells, proof length, digests of the shape and of the verifying key. Ends
/// with a newline; depends on nothing else.
std::string describe_circuit(const Circuit& circuit, const VerifyingKey& key);

}  // namespace tacit::zk::plonk
