#include "wallet/chain/chain_facts.hpp"

namespace tacit::wallet {

ChainFacts::ChainFacts(ledger::Genesis from)
    : genesis(std::move(from)), id(ledger::chain_id(genesis)), assets(genesis) {}

}  // namespace tacit::wallet
