// The only door between the ledger and agreement: transactions go in, final blocks come out.
// Spec: §11.2.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/reject.hpp"
#include "node/engine/chain_store.hpp"

namespace tacit::node {

enum class SubmitErrorCode : std::uint8_t {
    kRefused = 1,          // the ledger's rules refuse it: `reject` says why
    kPendingConflict = 2,  // another waiting transaction spends the same note or issue number
    kMempoolFull = 3,
    kStopping = 4,       // the node stops; the transaction is not in the chain
    kStorageFailed = 5,  // the disk failed; an accepted transaction may be final or not
};

struct SubmitError {
    SubmitErrorCode code;
    std::optional<ledger::Reject> reject;  // for kRefused

    static SubmitError of(SubmitErrorCode code) { return {code, std::nullopt}; }
    static SubmitError of(ledger::Reject reject) { return {SubmitErrorCode::kRefused, reject}; }
    bool operator==(const SubmitError&) const = default;
};

/// A transaction that is final: nothing ever takes it back.
struct Finality {
    shielded::Height height;
    std::uint32_t index = 0;
    UnixMillis
        final_at;  // when this node had it on disk; the block's time if that was before it came

    bool operator==(const Finality&) const = default;
};

/// How an accepted transaction ended. A refusal here is rare: the state changed under it.
using Outcome = Result<Finality, SubmitError>;

/// An accepted transaction.
struct Submission {
    shielded::TxId id;
    UnixMillis accepted_at;
    /// Ready when it is final, dropped, or the engine ended. Never abandoned without an outcome.
    std::shared_future<Outcome> outcome;
};

struct AssetSupply {
    shielded::AssetId asset;
    ledger::SupplyRecord record;
};

/// The last final block and the public state after it, all of one moment.
struct ChainTip {
    shielded::Height height;
    UnixMillis time;
    ledger::AppHash app_hash;
    std::uint32_t open_tree = 0;
    ledger::TreeSummary tree;         // the open one
    std::vector<AssetSupply> supply;  // of all assets, in the order of genesis
    UnixMillis final_at;              // as Finality::final_at
};

struct MempoolLoad {
    std::size_t count = 0;
    std::size_t size_bytes = 0;
};

/// Told of what the engine does, on the engine's thread, in order. Must be quick and not throw.
class EngineObserver {
  public:
    virtual ~EngineObserver() = default;
    /// The block is durable.
    virtual void on_block(const BlockRecord& block, const ChainTip& tip) = 0;
    /// An accepted transaction will never be final.
    virtual void on_drop(const shielded::TxId& id, ledger::Reject reason) = 0;
    /// The engine stopped by itself at a block boundary; `reason` is a sentence.
    virtual void on_failure(std::string_view reason) = 0;
};

/// Thread-safe.
class Engine {
  public:
    virtual ~Engine() = default;

    /// Returns once the transaction is refused, or verified and waiting for its block. One that
    /// waits already, or is final already, is accepted again: repeating is safe. Only the outcome
    /// tells of finality.
    virtual Result<Submission, SubmitError> submit(ByteSpan transaction) = 0;

    virtual std::shared_ptr<const ChainTip> tip() const = 0;
    virtual MempoolLoad mempool() const = 0;
    /// Ids that wait, oldest first, at most `count_max`.
    virtual std::vector<shielded::TxId> pending(std::size_t count_max) const = 0;
    virtual bool is_pending(const shielded::TxId& id) const = 0;
    /// Why the engine stopped by itself, if it did.
    virtual std::optional<std::string> failure() const = 0;

    /// Accepts no more, makes blocks of what it has accepted, and returns when that is done.
    /// Idempotent.
    virtual void stop() = 0;
};

}  // namespace tacit::node
