#include "shielded/tx/testing/fake_chain.hpp"

#include "base/check.hpp"

namespace tacit::shielded::testing {

SpendingKey test_account(std::uint8_t seed_byte) {
    ByteArray<64> bytes;
    bytes.fill(seed_byte);
    const auto key = SpendingKey::derive(Seed(bytes), Network::kTest, AccountIndex(0));
    TACIT_CHECK(key.has_value());
    return *key;
}

ChainId test_chain_id() {
    ByteArray<32> bytes;
    bytes.fill(0x42);
    return ChainId(bytes);
}

AssetOpening test_asset(std::uint8_t number) {
    ByteArray<32> issuer;
    issuer.fill(number);
    return {derive_asset_token(IssuerKey(issuer), "TEST", 2), 0, zk::Fr()};
}

SpendableNote FakeChain::add_note(const FullViewingKey& owner, const AssetOpening& asset,
                                  Amount value, std::size_t random_leaves_before) {
    for (std::size_t i = 0; i < random_leaves_before; ++i)
        x_tree.append(NoteCommitment(zk::Fr::random(x_rng)));
    const Address to = owner.incoming().address(x_tree.leaf_count());
    SpendableNote out{to.diversifier, value, Rho(zk::Fr::random(x_rng)), Rcm(zk::Fr::random(x_rng)),
                      MembershipPath()};
    const Note note{to.owner, derive_asset_id(asset), value, out.rho, out.rcm};
    out.path.position = x_tree.leaf_count();
    x_tree.append(note.commitment(), true);
    refresh(out);
    return out;
}

void FakeChain::add_outputs(const Transfer& transfer) {
    for (const OutputDescription& output : transfer.outputs) x_tree.append(output.commitment, true);
}

void FakeChain::refresh(SpendableNote& note) const {
    const auto path = x_tree.path(note.path.position);
    TACIT_CHECK(path.has_value());
    note.path = *path;
}

void FakeChain::refresh(TransferSlots<SpendableNote>& notes) const {
    for (auto& note : notes.asset)
        if (note) refresh(*note);
    if (notes.fee) refresh(*notes.fee);
}

}  // namespace tacit::shielded::testing
