#include <array>

#include <benchmark/benchmark.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/bucket_sums.hpp"
#include "zk/curve/fixed_base_table.hpp"
#include "zk/curve/msm.hpp"
#include "zk/curve/pairing.hpp"
#include "zk/curve/reference.hpp"
#include "zk/curve/subgroup.hpp"
#include "zk/curve/testing/random_pairs.hpp"
#include "zk/curve/testing/test_setup.hpp"

namespace tacit::zk {
namespace {

using testing::random_scalars;
using testing::test_setup;

void bench_msm(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto points = test_setup().powers().first(count);
    const auto scalars = random_scalars(count);
    InlineExecutor executor;
    for (auto _ : state) benchmark::DoNotOptimize(msm_vartime(points, scalars, executor));
}
BENCHMARK(bench_msm)->Name("g1_msm")->Arg(1024)->Arg(2048)->Arg(4096)->Unit(
    benchmark::kMillisecond);

void bench_fixed_base(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto points = test_setup().powers().first(count);
    const auto scalars = random_scalars(count);
    InlineExecutor executor;
    const FixedBaseTable table(points, static_cast<int>(state.range(1)), executor);
    for (auto _ : state) benchmark::DoNotOptimize(table.msm_vartime(scalars, executor));
}
BENCHMARK(bench_fixed_base)
    ->Name("g1_fixed_base")
    ->ArgsProduct({{1024, 2048, 2569}, {11, 12, 13}})
    ->ArgsProduct({{39}, {5, 6, 7, 8}})
    ->Unit(benchmark::kMillisecond);

void bench_windows(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto points = test_setup().powers().first(count);
    const auto scalars = random_scalars(count);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            sum_windows_vartime(points, SignedDigits(scalars, static_cast<int>(state.range(1)))));
}
BENCHMARK(bench_windows)
    ->Name("g1_windows")
    ->ArgsProduct({{32, 128, 512}, {4, 5, 6, 7}})
    ->ArgsProduct({{1024, 4096}, {7, 8, 9, 10}})
    ->Unit(benchmark::kMillisecond);

void bench_blst(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto points = test_setup().powers().first(count);
    const auto scalars = random_scalars(count);
    BlstMsm msm(points, scalars);
    for (auto _ : state) benchmark::DoNotOptimize(msm.run_vartime());
}
BENCHMARK(bench_blst)
    ->Name("blst_msm")
    ->Arg(32)
    ->Arg(128)
    ->Arg(512)
    ->Arg(2048)
    ->Arg(4096)
    ->Unit(benchmark::kMillisecond);

void bench_pairing(benchmark::State& state) {
    const G1Affine g1 = G1Affine::generator();
    const std::array<PairingTerm, 2> terms{PairingTerm{g1, test_setup().g2()},
                                           PairingTerm{-g1, test_setup().g2()}};
    for (auto _ : state) benchmark::DoNotOptimize(pairing_check(terms));
}
BENCHMARK(bench_pairing)->Name("pairing_check_2")->Unit(benchmark::kMillisecond);

void bench_subgroup_batch(benchmark::State& state) {
    const auto points = test_setup().powers().first(static_cast<std::size_t>(state.range(0)));
    tacit::testing::SeededRng rng(1);
    InlineExecutor executor;
    for (auto _ : state) benchmark::DoNotOptimize(all_in_subgroup(points, rng, executor));
}
BENCHMARK(bench_subgroup_batch)
    ->Name("g1_subgroup_batch")
    ->Arg(kSubgroupBatchMin - 1)
    ->Arg(kSubgroupBatchMin)
    ->Arg(2048)
    ->Unit(benchmark::kMillisecond);

void bench_decode_compressed(benchmark::State& state) {
    const auto bytes = test_setup().powers()[5].encode_compressed();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            G1Affine::decode_compressed_unchecked_subgroup(bytes, Infinity::kRefuse));
}
BENCHMARK(bench_decode_compressed)
    ->Name("g1_decode_compressed_unchecked_subgroup")
    ->Unit(benchmark::kMicrosecond);

void bench_decode_uncompressed(benchmark::State& state) {
    const auto bytes = test_setup().powers()[5].encode_uncompressed();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            G1Affine::decode_uncompressed_unchecked_subgroup(bytes, Infinity::kRefuse));
}
BENCHMARK(bench_decode_uncompressed)
    ->Name("g1_decode_uncompressed_unchecked_subgroup")
    ->Unit(benchmark::kMicrosecond);

void bench_decode_checked(benchmark::State& state) {
    const auto bytes = test_setup().powers()[5].encode_uncompressed();
    for (auto _ : state)
        benchmark::DoNotOptimize(G1Affine::decode_uncompressed(bytes, Infinity::kRefuse));
}
BENCHMARK(bench_decode_checked)->Name("g1_decode_uncompressed")->Unit(benchmark::kMicrosecond);

void bench_multiply(benchmark::State& state) {
    const Fr scalar = random_scalars(1)[0];
    for (auto _ : state) benchmark::DoNotOptimize(G1::generator().multiply_vartime(scalar));
}
BENCHMARK(bench_multiply)->Name("g1_multiply")->Unit(benchmark::kMicrosecond);

void bench_load_setup(benchmark::State& state) {
    const Bytes bytes = encode_setup(test_setup());
    for (auto _ : state) benchmark::DoNotOptimize(decode_setup_pinned(bytes));
}
BENCHMARK(bench_load_setup)->Name("setup_decode_pinned")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tacit::zk
