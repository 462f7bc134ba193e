// tacitd check: everything recomputed from the genesis and the stored blocks, proofs included.
#include <cstdio>
#include <unistd.h>

#include "apps/host/system.hpp"
#include "apps/tacitd/commands.hpp"
#include "apps/tacitd/proof_setup.hpp"
#include "base/hex.hpp"
#include "json/parse.hpp"
#include "ledger/audit.hpp"
#include "node/service/chain_reader.hpp"
#include "node/service/circuit_verifier.hpp"
#include "node/service/deferred_proofs.hpp"

namespace tacit::apps {
namespace {

using json::Json;
using ledger::AuditReport;
using shielded::Height;

constexpr std::size_t kProofBatch = 128;
constexpr std::uint64_t kProgressBlocks = 100;

class StoredBlocks final : public ledger::BlockSource {
  public:
    explicit StoredBlocks(const node::ChainStore& chain) : x_chain(chain) {}

    Result<std::optional<Bytes>, ledger::StateError> block(Height height) const override {
        auto bytes = x_chain.block(height);
        if (!bytes.ok())
            return fail(ledger::StateError{ledger::StateErrorCode::kUnavailable,
                                           ledger::StateKey::of(ledger::StateKind::kHead)});
        return std::move(*bytes);
    }

  private:
    const node::ChainStore& x_chain;
};

class ProgressLine {
  public:
    explicit ProgressLine(Height last) : x_last(last), x_terminal(::isatty(STDERR_FILENO) != 0) {}

    void at(Height height) const {
        if (height.value() % kProgressBlocks != 0 && height != x_last) return;
        std::fprintf(stderr, "%schecked block %llu of %llu%s", x_terminal ? "\r" : "",
                     static_cast<unsigned long long>(height.value()),
                     static_cast<unsigned long long>(x_last.value()),
                     x_terminal && height != x_last ? "" : "\n");
        std::fflush(stderr);
    }

  private:
    Height x_last;
    bool x_terminal;
};

// What is stored beside block and state, for wallets, receipts and look-ups. `history` is over the
// AppHashes that are stored of the blocks before.
std::optional<std::string> check_side_records(const OpenHome& home, Height height,
                                              ledger::MountainRange& history) {
    const node::ChainReader reader(*home.chain, ledger::chain_id(home.genesis));
    const auto head = reader.head(height);
    const auto ids = reader.ids(height);
    const auto scan_bytes = home.chain->scan_block(height);
    if (!head.ok() || !*head || !ids.ok() || !scan_bytes.ok() || !*scan_bytes)
        return "its records for wallets and receipts cannot be read";
    const auto scan = ledger::decode_scan_block(**scan_bytes);
    if (!scan.ok() || scan->parts != (*head)->parts ||
        ledger::scan_digest(scan->entries) != scan->parts.scan)
        return "its record for wallets is not that of the block";
    if ((*head)->parts.history != history.root())
        return "its AppHash is not taken over those before it";
    history.append((*head)->app_hash);
    if ((*head)->parts.height != height || (*head)->parts.tx_root != ledger::tx_root(*ids))
        return "its receipts do not prove its transactions";
    for (std::uint32_t i = 0; i < ids->size(); ++i) {
        const auto place = home.chain->find_transaction((*ids)[i]);
        if (!place.ok() || *place != node::ChainPlace{height, i})
            return "its transactions are not found by their ids";
    }
    return std::nullopt;
}

void check_all_side_records(const OpenHome& home, AuditReport& report) {
    ledger::MountainRange history;
    for (std::uint64_t h = 0; h <= report.height.value(); ++h)
        if (auto what = check_side_records(home, Height(h), history))
            report.findings.push_back({Height(h), std::move(*what)});
    if (report.height != home.tip.height)
        report.findings.push_back({report.height, "the replay ends before the last block"});
    if (report.app_hash != home.tip.app_hash)
        report.findings.push_back({report.height, "the AppHash is not the stored one"});
}

CommandResult<AuditReport> recompute(const OpenHome& home) {
    TACIT_TRY(const auto tau_g2, load_tau_g2());
    SystemRng rng;
    ThreadPool pool;
    const node::CircuitVerifier circuit(tau_g2, rng, pool);
    node::DeferredProofs proofs(circuit, kProofBatch);
    const ledger::TransactionVerifier verifier(proofs, rng);
    const ProgressLine progress(home.tip.height);
    auto report = ledger::audit(home.genesis, StoredBlocks(*home.chain), *home.store, verifier,
                                [&](Height height) {
                                    proofs.end_block(height);
                                    progress.at(height);
                                });
    if (!report.ok())
        return fail(refused("corrupt_home",
                            "The store cannot be read: " + ledger::describe(report.error()) + ".",
                            "Put back a backup of the home."));
    proofs.flush();
    for (const Height height : proofs.bad_heights())
        report->findings.push_back({height, "a proof does not hold"});
    check_all_side_records(home, *report);
    return std::move(*report);
}

void print_report(const AuditReport& report, bool json) {
    const std::string app_hash = encode_hex(report.app_hash.bytes());
    if (json) {
        Json out{{"ok", report.ok()}, {"height", report.height.value()}, {"app_hash", app_hash}};
        if (!report.ok()) {
            Json& findings = out["findings"] = Json::array();
            for (const auto& one : report.findings)
                findings.push_back({{"height", one.height.value()}, {"what", one.what}});
        }
        std::printf("%s\n", json::to_text(out).c_str());
        return;
    }
    for (const auto& one : report.findings)
        std::printf("block %llu: %s\n", static_cast<unsigned long long>(one.height.value()),
                    one.what.c_str());
    if (report.ok())
        std::printf("ok: %llu blocks, app hash %s\n",
                    static_cast<unsigned long long>(report.height.value()), app_hash.c_str());
}

}  // namespace

CommandResult<void> run_check(const ReadOptions& options) {
    TACIT_TRY(const OpenHome home, open_home(options.home, Access::kRead));
    TACIT_TRY(const AuditReport report, recompute(home));
    print_report(report, options.json);
    if (report.ok()) return {};
    return fail(refused("check_failed",
                        "The home " + options.home.text() + " does not check: block " +
                            std::to_string(report.findings.front().height.value()) + ": " +
                            report.findings.front().what + ".",
                        "Put back a backup of the home."));
}

}  // namespace tacit::apps
