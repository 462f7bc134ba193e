// Names and digests of transactions. Spec: §8.4.
#pragma once

#include "base/tagged.hpp"
#include "shielded/chain.hpp"

namespace tacit::shielded {

/// Hash of the effecting data: the same whatever proof or signature is attached.
using TxId = TaggedBytes<struct TxIdTag, 32>;
/// Hash of all bytes. Caches of refused transactions key on it: else a relay that swaps a proof
/// would block the honest payment.
using WitnessId = TaggedBytes<struct WitnessIdTag, 32>;
/// What the proof's transcript absorbs and the spend authority signs.
using TxDigest = TaggedBytes<struct TxDigestTag, 64>;

ChainId derive_chain_id(ByteSpan canonical_genesis);
TxId derive_tx_id(const ChainId& chain, ByteSpan effecting);
WitnessId derive_witness_id(ByteSpan transaction);
TxDigest derive_tx_digest(const ChainId& chain, ByteSpan effecting);

}  // namespace tacit::shielded
