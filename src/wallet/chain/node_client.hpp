// What a wallet asks of a node. A node never learns which notes are the wallet's: blocks are
// fetched whole and in order, and only finished transactions are sent. Spec: §11.3.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "ledger/genesis.hpp"
#include "ledger/receipt.hpp"
#include "ledger/scan_block.hpp"
#include "wallet/client/rpc_transport.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::wallet {

struct NodeStatus {
    shielded::ChainId chain_id;
    shielded::Height height;
    ledger::AppHash app_hash;  // of the block of that height
};

struct Submitted {
    UnixMillis accepted_at;
};

struct Finality {
    shielded::Height height;
    UnixMillis final_at;  // the node's clock
};

/// How a transaction that a node took has ended.
struct TransactionEnd {
    std::optional<Finality> finality;  // nothing: the ledger refused it when its turn came
    std::string reason;                // of the refusal: name of the reject code
    std::string hint;
};

struct ScanPage {
    std::vector<ledger::ScanBlock> blocks;
    shielded::Height tip;
};

/// A block as it is pushed.
struct PushedBlock {
    ledger::ScanBlock block;
    UnixMillis final_at;
};

/// A transaction with the proof that it is final.
struct TransactionProof {
    Bytes transaction;
    ledger::Receipt receipt;
    ledger::AppHash app_hash;
};

class BlockStream {
  public:
    explicit BlockStream(std::unique_ptr<Subscription> subscription)
        : x_subscription(std::move(subscription)) {}
    /// The next block; nothing when none came in time.
    WalletResult<std::optional<PushedBlock>> next(std::chrono::milliseconds timeout);

  private:
    std::unique_ptr<Subscription> x_subscription;
};

/// Waits for the end of one transaction.
class FinalityStream {
  public:
    explicit FinalityStream(std::unique_ptr<Subscription> subscription)
        : x_subscription(std::move(subscription)) {}
    WalletResult<std::optional<TransactionEnd>> next(std::chrono::milliseconds timeout);

  private:
    std::unique_ptr<Subscription> x_subscription;
};

class NodeClient {
  public:
    static WalletResult<NodeClient> open(std::string_view url);
    /// Over any transport: for tests.
    static NodeClient over(std::unique_ptr<RpcTransport> transport, std::string name) {
        return NodeClient(std::move(transport), std::move(name));
    }

    /// Whose word an answer is: host and port. A node under two names counts as two.
    const std::string& name() const { return x_name; }

    WalletResult<NodeStatus> status();
    /// Checked against its digest, `chain`.
    WalletResult<ledger::Genesis> genesis(const shielded::ChainId& chain);
    /// A run of blocks that holds the one of this height, and the one before it if the node gave
    /// it. The node is asked from the grid on, always for as many blocks, and on to the end of the
    /// grid's cell: however few blocks it gives at a time, it does not learn which block of the
    /// cell the wallet read last. The block must be there: its absence is an error.
    WalletResult<ScanPage> scan_from_grid(std::uint64_t height);
    /// One block, asked for like any other.
    WalletResult<ledger::ScanBlock> block(shielded::Height height);
    /// The raw transport error, since only the caller knows what an unknown outcome means.
    Result<Submitted, TransportError> submit(ByteSpan transaction);
    /// Nothing while the transaction is waiting or unknown.
    WalletResult<std::optional<Finality>> finality(const shielded::TxId& txid);
    WalletResult<TransactionProof> transaction_proof(const shielded::TxId& txid);
    WalletResult<BlockStream> subscribe_blocks();
    WalletResult<FinalityStream> subscribe_finality(const shielded::TxId& txid);

  private:
    WalletResult<ScanPage> scan(std::uint64_t from_height);

    NodeClient(std::unique_ptr<RpcTransport> transport, std::string name)
        : x_transport(std::move(transport)), x_name(std::move(name)) {}

    std::unique_ptr<RpcTransport> x_transport;
    std::string x_name;
};

}  // namespace tacit::wallet
