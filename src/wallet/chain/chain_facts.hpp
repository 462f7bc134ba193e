// What a wallet knows of its chain before it reads a block: all of it follows from the genesis, of
// which the chain id is the digest.
#pragma once

#include "wallet/book/asset_book.hpp"

namespace tacit::wallet {

struct ChainFacts {
    explicit ChainFacts(ledger::Genesis from);

    ledger::Genesis genesis;
    shielded::ChainId id;
    AssetBook assets;
};

}  // namespace tacit::wallet
