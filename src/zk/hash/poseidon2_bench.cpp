#include <benchmark/benchmark.h>

#include "zk/hash/poseidon2.hpp"

namespace tacit::zk {
namespace {

void bench_permute(benchmark::State& state) {
    PoseidonState values{Fr(1), Fr(2), Fr(3), Fr(4)};
    for (auto _ : state) {
        values = poseidon_permute(values);
        benchmark::DoNotOptimize(values);
    }
}
BENCHMARK(bench_permute)->Name("poseidon2_permute")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tacit::zk
