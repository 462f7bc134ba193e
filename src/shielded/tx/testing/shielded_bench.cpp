// What a wallet and a node do most: scan an output, append to the tree, check a transfer's form and
// signature, build a transfer.
#include <benchmark/benchmark.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::shielded::testing {
namespace {

using tacit::testing::SeededRng;

void scan_foreign_output(benchmark::State& state) {
    SeededRng rng(1);
    const Transfer transfer = sample_transfer(Branch::kPlain, rng).transfer;
    const IncomingViewingKey key = test_account(9).viewing_key().incoming();
    const Rho rho = output_rho(transfer.rho_base(), 0);
    for (auto _ : state) benchmark::DoNotOptimize(trial_decrypt(key, transfer.outputs[0], rho));
}
BENCHMARK(scan_foreign_output)->Unit(benchmark::kMicrosecond);

void append_commitment(benchmark::State& state) {
    SeededRng rng(2);
    Frontier frontier;
    const NoteCommitment leaf(zk::Fr::random(rng));
    for (auto _ : state) frontier.append(leaf);
}
BENCHMARK(append_commitment)->Unit(benchmark::kMicrosecond);

void tree_root(benchmark::State& state) {
    Frontier frontier;
    frontier.append(NoteCommitment(zk::Fr(1)));
    for (auto _ : state) benchmark::DoNotOptimize(frontier.root());
}
BENCHMARK(tree_root)->Unit(benchmark::kMicrosecond);

void decode_transfer(benchmark::State& state) {
    SeededRng rng(3);
    const Bytes bytes = sample_signed_transfer(Branch::kPlain, rng).encode();
    for (auto _ : state) benchmark::DoNotOptimize(Transfer::decode(bytes));
}
BENCHMARK(decode_transfer)->Unit(benchmark::kMicrosecond);

void check_transfer_stateless(benchmark::State& state) {
    SeededRng rng(4);
    const Transaction transaction = sample_signed_transfer(Branch::kPlain, rng);
    for (auto _ : state) benchmark::DoNotOptimize(check_stateless(transaction, test_chain_id()));
}
BENCHMARK(check_transfer_stateless)->Unit(benchmark::kMicrosecond);

void build_transfer_unproven(benchmark::State& state) {
    SeededRng rng(5);
    for (auto _ : state) benchmark::DoNotOptimize(sample_transfer(Branch::kPlain, rng));
}
BENCHMARK(build_transfer_unproven)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tacit::shielded::testing
