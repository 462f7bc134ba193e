#include "shielded/tx/ids.hpp"

#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {

ChainId derive_chain_id(ByteSpan canonical_genesis) {
    static const zk::Personalisation kUse(personal::kChainId);
    return ChainId(zk::blake2b_256(kUse, canonical_genesis));
}

TxId derive_tx_id(const ChainId& chain, ByteSpan effecting) {
    static const zk::Personalisation kUse(personal::kTxId);
    ByteArray<32> out;
    zk::Blake2b(kUse, out.size()).update(chain.bytes()).update(effecting).finish(out);
    return TxId(out);
}

WitnessId derive_witness_id(ByteSpan transaction) {
    static const zk::Personalisation kUse(personal::kWitnessId);
    return WitnessId(zk::blake2b_256(kUse, transaction));
}

TxDigest derive_tx_digest(const ChainId& chain, ByteSpan effecting) {
    static const zk::Personalisation kUse(personal::kTxDigest);
    ByteArray<64> out;
    zk::Blake2b(kUse, out.size()).update(chain.bytes()).update(effecting).finish(out);
    return TxDigest(out);
}

}  // namespace tacit::shielded
