// Small circuits that use every gate, with keys over the real setup, for this module's tests.
#pragma once

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/testing/test_setup.hpp"
#include "zk/jubjub/fixed_base.hpp"
#include "zk/plonk/circuit_builder.hpp"
#include "zk/plonk/keys.hpp"

namespace tacit::zk::plonk::testing {

using tacit::testing::SeededRng;

inline constexpr CircuitId kSampleId{7, 1};

/// A statement with five public inputs over all gates: a value in range, committed to beside a key,
/// which is member of a set, and a re-randomised key.
inline BuiltCircuit sample_circuit(std::uint64_t seed, std::size_t size = 128) {
    SeededRng rng(seed);
    CircuitBuilder b(size, 5);
    b.gadget("constants");
    const Cell zero = b.constant(Fr()), tag = b.constant(Fr(77));
    b.gadget("range");
    const Cell value = b.range(tag, 64, Fr(seed));
    b.gadget("key");
    const auto start = jubjub::mul_generator(jubjub::Scalar::random(rng)).to_affine();
    const auto key = b.fixed_base(Source::fresh(start.x()), Source::fresh(start.y()),
                                  jubjub::Scalar::random(rng), 1, 2);
    b.gadget("hash");
    const auto inner = b.permutation({key.start_x, Source::fresh(Fr::random(rng)), zero, tag},
                                     PermutationOutput::kSponge);
    const auto cm = b.permutation({Source::fresh(Fr(5)), inner.result, zero, value},
                                  PermutationOutput::kCompress, inner.result);
    b.public_input(0, cm.result);
    b.public_input(3, cm.inputs[3]);
    b.gadget("arithmetic");
    const Source product[] = {value, value, zero, Source::fresh(b.value(value).square())};
    const auto cells = b.arith(product, {.m2 = Fr(1), .l = {Fr(), Fr(), Fr(), -Fr(1)}});
    b.public_input(4, cells[3]);
    return std::move(b).finish();
}

struct SampleKeys {
    ProvingKey proving;
    const VerifyingKey& verifying() const { return proving.verifying_key; }
};

inline SampleKeys sample_keys(const Circuit& circuit, CircuitId id = kSampleId) {
    InlineExecutor executor;
    const Setup& setup = zk::testing::test_setup();
    return {make_proving_key(circuit, make_verifying_key(circuit, id, setup, executor), setup,
                             executor)};
}

}  // namespace tacit::zk::plonk::testing
