#include "zk/plonk/gates.hpp"

#include "zk/hash/poseidon2.hpp"

namespace tacit::zk::plonk {
namespace {

GateSet<Fr> make_gate_set() {
    // Jubjub: d = -10240/10241.
    return {derive_poseidon_gates<Fr>(poseidon_parameters()), -(Fr(10240) * Fr(10241).inverse())};
}

}  // namespace

const GateSet<Fr>& gate_set() {
    static const GateSet<Fr> gates = make_gate_set();
    return gates;
}

}  // namespace tacit::zk::plonk
