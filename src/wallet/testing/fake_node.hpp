// A node in memory behind the wallet's own transport: a real ledger, with a stub for proofs, that
// can be told to fail in every way that a node and a network can. For tests.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "ledger/testing/sample_chain.hpp"
#include "wallet/chain/node_client.hpp"
#include "wallet/pay/prover.hpp"

namespace tacit::wallet::testing {

/// What happens to a transaction that is submitted.
enum class SubmitFate {
    kTaken,         // in a block at once
    kTakenUnheard,  // in a block, and the answer is lost
    kNeverArrives,  // no connection
    kHeld,          // accepted, and in no block
    kRefused,       // by the ledger or the pool, though nothing is wrong with it
    kRefusedLater,  // accepted, and refused when its turn comes
    kServerError,   // an error that does not say what happened
};

/// What a node shows instead of its chain: all of its blocks, height 0 first, changed at will.
struct Show {
    std::function<void(std::vector<ledger::ScanBlock>&)> lie;
    /// Whether every hash, place and tree is made anew for what is shown: a chain that holds by
    /// itself, and that only another one contradicts.
    bool is_resealed = false;
};

class FakeNode {
  public:
    explicit FakeNode(const ledger::Genesis& genesis, std::uint64_t seed = 1);

    ledger::testing::SampleChain& chain() { return x_chain; }
    /// Another connection to this node, which must outlive it.
    NodeClient client();
    /// A node of another name that passes on what this one does, and shows something else.
    NodeClient client(std::string name, Show show = {});

    SubmitFate fate = SubmitFate::kTaken;
    int refusal_code = 1023;  // what kRefused says
    std::string refusal_name = "anchor_unknown";
    bool is_away = false;                             // nothing connects
    std::function<void()> on_submit;                  // before anything happens to it
    std::function<void(ledger::ScanBlock&)> on_scan;  // lies about each block that is given
    std::optional<std::uint64_t> page_blocks;         // gives no more at a time
    std::optional<std::uint64_t> tip_shown;           // hides later blocks
    std::optional<std::uint64_t> tip_claimed;         // whatever blocks there are

    /// From which heights blocks were asked for, and how many.
    const std::vector<std::pair<std::uint64_t, std::uint64_t>>& asked() const { return x_asked; }
    /// Transactions that arrived, in order.
    const std::vector<Bytes>& arrived() const { return x_arrived; }
    /// Puts it in a block, or says why not.
    std::optional<TransportError> include(ByteSpan transaction);
    void add_empty_blocks(std::size_t count);

    Result<Json, TransportError> call(const std::string& method, const Json& params,
                                      const Show& show = {});
    std::optional<Json> end_of(const std::string& txid) const;

  private:
    Json scan(const Json& params, const std::vector<ledger::ScanBlock>& blocks);
    std::vector<ledger::ScanBlock> shown(const Show& show) const;
    Result<Json, TransportError> submit(const Json& params);
    Json transaction(const Json& params) const;

    ledger::testing::SampleChain x_chain;
    std::vector<ledger::ScanBlock> x_scans;
    std::map<std::string, Json> x_final;    // by txid
    std::map<std::string, Json> x_refused;  // by txid
    std::vector<Bytes> x_arrived;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> x_asked;
};

/// What the stub of the proof system accepts, for true statements only. `on_prove` runs first; its
/// error, if any, is the end.
class FakeProver final : public Prover {
  public:
    std::function<WalletResult<void>()> on_prove;

    WalletResult<void> wait_ready() override { return {}; }
    WalletResult<shielded::ProofBytes> prove(const shielded::UnprovenTransfer& transfer) override;
};

}  // namespace tacit::wallet::testing
