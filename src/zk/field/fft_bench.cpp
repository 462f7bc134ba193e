#include <benchmark/benchmark.h>

#include "zk/field/fft.hpp"
#include "zk/field/polynomial.hpp"

namespace tacit::zk {
namespace {

std::vector<Fr> some_elements(std::size_t count) {
    std::vector<Fr> out;
    Fr next(3);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(next);
        next = next.square() + Fr::one();
    }
    return out;
}

void bench_fft(benchmark::State& state) {
    const EvaluationDomain domain(static_cast<int>(state.range(0)));
    auto values = some_elements(domain.size());
    for (auto _ : state) {
        domain.fft(values);
        benchmark::ClobberMemory();
    }
}
BENCHMARK(bench_fft)->Name("fr_fft_log")->Arg(10)->Arg(13)->Unit(benchmark::kMicrosecond);

void bench_multiply(benchmark::State& state) {
    Fr value(3);
    for (auto _ : state) {
        value *= value;
        benchmark::DoNotOptimize(value);
    }
}
BENCHMARK(bench_multiply)->Name("fr_multiply");

void bench_inverse(benchmark::State& state) {
    Fr value(3);
    for (auto _ : state) {
        value = value.inverse() + Fr::one();
        benchmark::DoNotOptimize(value);
    }
}
BENCHMARK(bench_inverse)->Name("fr_inverse")->Unit(benchmark::kMicrosecond);

void bench_evaluate(benchmark::State& state) {
    const auto polynomial = some_elements(1024);
    for (auto _ : state) benchmark::DoNotOptimize(evaluate(polynomial, Fr(5)));
}
BENCHMARK(bench_evaluate)->Name("fr_evaluate_1024")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tacit::zk
