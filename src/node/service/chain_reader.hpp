// What callers ask of stored blocks, read without decoding more than is asked for.
#pragma once

#include "ledger/app_hash.hpp"
#include "ledger/receipt.hpp"
#include "node/engine/chain_store.hpp"

namespace tacit::node {

/// One block's public head.
struct BlockHead {
    ledger::AppHashParts parts;
    ledger::AppHash app_hash;
};

class ChainReader {
  public:
    /// The store must outlive it.
    ChainReader(const ChainStore& store, const shielded::ChainId& chain)
        : x_store(store), x_chain(chain) {}

    /// Nothing above the last block.
    Stored<std::optional<BlockHead>> head(shielded::Height height) const;
    /// Bytes of a block's transactions, in order; none for genesis. The block must exist.
    Stored<std::vector<Bytes>> transactions(shielded::Height height) const;
    Stored<std::vector<shielded::TxId>> ids(shielded::Height height) const;
    /// The place must be one that the store named.
    Stored<ledger::Receipt> receipt(const ChainPlace& place) const;

    const ChainStore& store() const { return x_store; }

  private:
    const ChainStore& x_store;
    shielded::ChainId x_chain;
};

}  // namespace tacit::node
