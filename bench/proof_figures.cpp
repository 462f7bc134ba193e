#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sys/resource.h>

#include "apps/host/setup_files.hpp"
#include "apps/host/system.hpp"
#include "base/check.hpp"
#include "bench/figures.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "zk/curve/fixed_base_table.hpp"
#include "zk/curve/reference.hpp"

namespace tacit::bench {
namespace {

constexpr std::size_t kCommitPoints = 2048;
constexpr std::size_t kBatch = 256;

std::vector<zk::Fr> random_scalars(Rng& rng) {
    std::vector<zk::Fr> out;
    for (std::size_t i = 0; i < kCommitPoints; ++i) out.push_back(zk::Fr::random(rng));
    return out;
}

/// Keeps the compiler from dropping a result.
template <class T>
void keep(const T& value) {
    asm volatile("" : : "r"(&value) : "memory");
}

/// From witness to bytes.
void prove_once(const Bench& bench, Executor& executor) {
    const auto proof = bench.prover.prove(bench.workload.unproven[0], bench.rng, executor);
    TACIT_CHECK(proof.ok());
}

/// Everything that makes a received transfer trusted, apart from the state.
void verify_once(const Bench& bench, const shielded::TransferVerifier& verifier) {
    const shielded::Transfer& transfer = bench.workload.transfers[0];
    const auto claim = shielded::transfer_claim(transfer, bench.workload.chain);
    TACIT_CHECK(shielded::check_spend_signature(transfer, claim.digest).ok());
    TACIT_CHECK(verifier.verify({claim, transfer.proof}));
}

void verify_batch(const Bench& bench, const shielded::TransferVerifier& verifier,
                  const std::vector<Bytes>& encoded, Executor& executor) {
    std::vector<shielded::Transaction> transactions;
    std::vector<shielded::TransferProofClaim> claims;
    for (const Bytes& bytes : encoded) {
        const auto transfer = shielded::Transfer::decode(bytes);
        TACIT_CHECK(transfer.ok());
        claims.push_back(
            {shielded::transfer_claim(*transfer, bench.workload.chain), transfer->proof});
        transactions.emplace_back(*transfer);
    }
    for (const auto& refusal :
         shielded::check_stateless_batch(transactions, bench.workload.chain, bench.rng))
        TACIT_CHECK(!refusal);
    for (const bool holds : verifier.verify_batch(claims, bench.rng, executor)) TACIT_CHECK(holds);
}

std::vector<Bytes> batch_bytes(const Workload& workload) {
    std::vector<Bytes> out;
    for (std::size_t i = 0; i < kBatch; ++i)
        out.push_back(workload.transfers[i % workload.transfers.size()].encode());
    return out;
}

struct FirstProof {
    double seconds = 0;
    double peak_mib = 0;
};

/// Starts this program anew, so that nothing is warm but the disk's cache.
FirstProof first_proof() {
    // Resolved here: in the child's shell the same name is the shell.
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    const std::string command = "'" + program.string() + "' --first-proof";
    std::string answer;
    FirstProof out;
    out.seconds =
        time_ms([&] {
            const std::unique_ptr<FILE, int (*)(FILE*)> child(popen(command.c_str(), "r"), pclose);
            TACIT_CHECK(child != nullptr);
            char buffer[64];
            while (std::fgets(buffer, sizeof buffer, child.get()) != nullptr) answer += buffer;
        }) /
        1000;
    TACIT_CHECK(!answer.empty());
    out.peak_mib = std::strtod(answer.c_str(), nullptr) / 1024;
    return out;
}

void add_verification(const Bench& bench, const Yardstick& p, std::vector<Figure>& out) {
    const shielded::TransferVerifier verifier(bench.setup.tau_g2());
    InlineExecutor one_thread;
    out.push_back(
        measure({"verify_one", "ms", bench.runs}, &p, [&] { verify_once(bench, verifier); }));
    const auto encoded = batch_bytes(bench.workload);
    Figure batch = measure({"verify_batch_256", "ms", bench.runs}, &p,
                           [&] { verify_batch(bench, verifier, encoded, one_thread); });
    for (double* part : {&batch.value, &batch.ratio, &batch.min, &batch.max})
        *part /= static_cast<double>(kBatch);
    batch.unit = "ms/tx";
    out.push_back(batch);
}

void add_first_proof(const Bench& bench, std::vector<Figure>& out) {
    std::vector<double> seconds;
    std::vector<double> peaks;
    for (int run = 0; run < bench.runs; ++run) {
        const FirstProof first = first_proof();
        seconds.push_back(first.seconds);
        peaks.push_back(first.peak_mib);
    }
    out.push_back(make_figure("prover_peak_mib", "MiB", peaks));
    out.push_back(make_figure("first_proof_s", "s", seconds));
}

}  // namespace

std::vector<Figure> proof_figures(const Bench& bench) {
    const auto points = bench.setup.powers().first(kCommitPoints);
    const auto scalars = random_scalars(bench.rng);
    zk::BlstMsm msm(points, scalars);
    const Yardstick t{"T", [&] { keep(msm.run_vartime()); }};
    const Yardstick p{"P", [&] { keep(zk::blst_pairing_is_one(points[1], bench.setup.tau_g2())); }};
    InlineExecutor one_thread;
    apps::ThreadPool two_threads(2);
    std::vector<Figure> out;
    out.push_back(measure({"T", "ms", bench.runs}, nullptr, t.run));
    out.push_back(measure({"P", "ms", bench.runs, 16}, nullptr, p.run));
    const zk::FixedBaseTable table(points, zk::FixedBaseTable::best_bits(kCommitPoints),
                                   two_threads);
    out.push_back(measure({"commit_2048", "ms", bench.runs}, &t,
                          [&] { keep(table.msm_vartime(scalars, one_thread)); }));
    out.push_back(
        measure({"prove_1", "ms", bench.runs}, &t, [&] { prove_once(bench, one_thread); }));
    out.push_back(
        measure({"prove_2", "ms", bench.runs}, &t, [&] { prove_once(bench, two_threads); }));
    add_verification(bench, p, out);
    add_first_proof(bench, out);
    return out;
}

int run_first_proof() {
    apps::SystemRng rng;
    apps::ThreadPool pool;
    auto key = apps::load_commitment_key(pool);
    TACIT_CHECK(key.ok());
    const shielded::TransferProver prover(std::move(*key), pool);
    const auto transfer =
        shielded::testing::sample_transfer(shielded::testing::Branch::kPlain, rng);
    TACIT_CHECK(prover.prove(transfer, rng, pool).ok());
    rusage usage{};
    TACIT_CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
    std::printf("%ld\n", usage.ru_maxrss);
    return 0;
}

}  // namespace tacit::bench
