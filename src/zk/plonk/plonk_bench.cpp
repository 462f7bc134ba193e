// Proving and verifying a full table of 1024 rows, and what an uncompressed point saves.
#include <benchmark/benchmark.h>

#include "zk/plonk/testing/sample_circuits.hpp"
#include "zk/plonk/verifier.hpp"

namespace tacit::zk::plonk {
namespace {

using tacit::testing::SeededRng;
using testing::sample_keys;
using testing::SampleKeys;

/// Permutations in 900 rows, as dense as the transfer circuit.
BuiltCircuit dense_circuit() {
    SeededRng rng(1);
    CircuitBuilder b(1024, 16);
    b.gadget("permutations");
    Cell last = b.constant(Fr(1));
    for (int i = 0; i < 88; ++i)
        last = b.permutation({last, Source::fresh(Fr::random(rng)), Source::fresh(Fr::random(rng)),
                              Source::fresh(Fr::random(rng))},
                             PermutationOutput::kCompress)
                   .result;
    for (std::size_t i = 0; i < 16; ++i) last = b.public_input(i, last);
    return std::move(b).finish();
}

struct Dense {
    BuiltCircuit built = dense_circuit();
    SampleKeys keys = sample_keys(built.circuit);
    Bytes proof;
};

const Dense& dense() {
    static const Dense shared = [] {
        Dense out;
        SeededRng rng(2);
        InlineExecutor executor;
        out.proof = prove(out.keys.proving, out.built.witness, {}, rng, executor).value().encode();
        return out;
    }();
    return shared;
}

void bm_prove(benchmark::State& state) {
    const Dense& d = dense();
    SeededRng rng(3);
    InlineExecutor executor;
    for (auto _ : state)
        benchmark::DoNotOptimize(prove(d.keys.proving, d.built.witness, {}, rng, executor));
}
BENCHMARK(bm_prove)->Name("plonk/prove_1024_one_thread")->Unit(benchmark::kMillisecond);

void bm_verify(benchmark::State& state) {
    const Dense& d = dense();
    const Claim claim{&d.keys.verifying(), d.built.witness.public_inputs, {}, d.proof};
    const auto& tau = zk::testing::test_setup().tau_g2();
    for (auto _ : state) benchmark::DoNotOptimize(verify(claim, tau));
}
BENCHMARK(bm_verify)->Name("plonk/verify")->Unit(benchmark::kMillisecond);

void bm_verify_batch(benchmark::State& state) {
    const Dense& d = dense();
    const std::vector<Claim> claims(
        static_cast<std::size_t>(state.range(0)),
        Claim{&d.keys.verifying(), d.built.witness.public_inputs, {}, d.proof});
    const auto& tau = zk::testing::test_setup().tau_g2();
    SeededRng rng(4);
    InlineExecutor executor;
    for (auto _ : state) benchmark::DoNotOptimize(verify_batch(claims, tau, rng, executor));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(bm_verify_batch)
    ->Name("plonk/verify_batch_one_thread")
    ->Arg(1)
    ->Arg(16)
    ->Arg(64)
    ->Unit(benchmark::kMillisecond);

void bm_keys(benchmark::State& state) {
    const Dense& d = dense();
    InlineExecutor executor;
    for (auto _ : state)
        benchmark::DoNotOptimize(make_proving_key(d.built.circuit, d.keys.verifying(),
                                                  zk::testing::test_setup(), executor));
}
BENCHMARK(bm_keys)->Name("plonk/make_proving_key")->Unit(benchmark::kMillisecond);

// docs/adr/0001-uncompressed-proof-points.md rests on these two.
void bm_decode_uncompressed(benchmark::State& state) {
    const auto points = Proof::decode(dense().proof, 2).value().points();
    std::vector<ByteArray<96>> bytes;
    for (const G1Affine& point : points) bytes.push_back(point.encode_uncompressed());
    for (auto _ : state)
        for (const auto& each : bytes)
            benchmark::DoNotOptimize(
                G1Affine::decode_uncompressed_unchecked_subgroup(each, Infinity::kRefuse));
}
BENCHMARK(bm_decode_uncompressed)
    ->Name("plonk/decode_14_points_uncompressed")
    ->Unit(benchmark::kMicrosecond);

void bm_decode_compressed(benchmark::State& state) {
    const auto points = Proof::decode(dense().proof, 2).value().points();
    std::vector<ByteArray<48>> bytes;
    for (const G1Affine& point : points) bytes.push_back(point.encode_compressed());
    for (auto _ : state)
        for (const auto& each : bytes)
            benchmark::DoNotOptimize(
                G1Affine::decode_compressed_unchecked_subgroup(each, Infinity::kRefuse));
}
BENCHMARK(bm_decode_compressed)
    ->Name("plonk/decode_14_points_compressed")
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tacit::zk::plonk
