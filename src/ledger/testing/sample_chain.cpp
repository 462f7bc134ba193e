#include "ledger/testing/sample_chain.hpp"

#include <sodium.h>

#include "base/check.hpp"
#include "ledger/state_view.hpp"

namespace tacit::ledger::testing {
namespace {

using shielded::Issue;
using shielded::Transaction;
using shielded::Transfer;

shielded::RistrettoPoint random_point(Rng& rng) {
    return *shielded::RistrettoPoint::from_uniform(random_bytes<64>(rng));
}

shielded::NoteCiphertext random_ciphertext(Rng& rng) {
    using Ciphertext = shielded::NoteCiphertext;
    return {random_point(rng), random_bytes<2>(rng), random_bytes<Ciphertext::kNoteSizeBytes>(rng),
            random_bytes<Ciphertext::kOutgoingSizeBytes>(rng)};
}

std::uint64_t now_plus(const SampleChain& chain, std::uint64_t blocks) {
    return chain.head().height.value() + blocks;
}

}  // namespace

shielded::IssuerSecret sample_issuer() {
    ByteArray<32> bytes;
    bytes.fill(0x2a);
    return shielded::IssuerSecret(bytes);
}

Genesis sample_genesis(std::string_view chain_name) {
    tacit::testing::SeededRng rng(77);
    const auto issuer = shielded::issuer_key(sample_issuer());
    Genesis genesis;
    genesis.chain_name = chain_name;
    genesis.time = UnixMillis(1'700'000'000'000);
    genesis.default_expiry_blocks = 100;
    genesis.eip155_number = 1'000'003;
    genesis.epoch_blocks = 50;
    genesis.assets = {{"TAC", 18, {}, {}}, {"EURX", 2, "EUR", issuer}, {"USDX", 2, "USD", issuer}};
    genesis.fee_assets = {{0, Amount(kSampleTacRate)}, {1, Amount(1)}};
    for (int i = 0; i < 2; ++i)
        genesis.allocations.push_back({0, Amount(kSampleTacUnits / 2),
                                       shielded::Inner(zk::Fr::random(rng)),
                                       random_ciphertext(rng)});
    return genesis;
}

SampleChain::SampleChain(std::uint64_t seed, const Genesis& genesis)
    : x_genesis(genesis), x_id(chain_id(genesis)), x_rng(seed), x_verifier(x_proofs, x_rng) {
    TACIT_CHECK(x_state.apply(apply_genesis(genesis).delta).ok());
}

Head SampleChain::head() const {
    return *load_head(x_state);
}

AppHash SampleChain::app_hash() const {
    return load_commitment(x_state)->app_hash();
}

shielded::Anchor SampleChain::anchor() const {
    return shielded::Anchor(load_tree(x_state, head().open_tree)->root);
}

Amount SampleChain::supply(const shielded::AssetId& asset) const {
    return *load_supply(x_state, asset)->in_circulation();
}

NotePool SampleChain::pool() const {
    return *NotePool::load(x_state, head().open_tree);
}

shielded::OutputDescription SampleChain::random_output() {
    return {shielded::NoteCommitment(zk::Fr::random(x_rng)), random_ciphertext(x_rng)};
}

Transfer SampleChain::draft_transfer() {
    shielded::Nullifiers nullifiers;
    for (auto& nullifier : nullifiers) nullifier = shielded::Nullifier(zk::Fr::random(x_rng));
    return {shielded::Height(now_plus(*this, 100)),
            anchor(),
            nullifiers,
            {},
            0,
            0,
            {},
            x_genesis.fee_assets[0].rate,
            tac(),
            {random_output(), random_output(), random_output()},
            {},
            {}};
}

Transfer SampleChain::seal(Transfer draft) {
    const auto key = zk::jubjub::SigningKey::derive(SecretBytes<64>(random_bytes<64>(x_rng)));
    draft.rk = key->verification_key().point();
    const auto digest = draft.digest(x_id);
    draft.proof = stub_proof(digest);
    draft.signature = zk::jubjub::sign(*key, digest.bytes(), x_rng);
    return draft;
}

Issue SampleChain::issue(std::size_t asset_index, Amount value) {
    const shielded::AssetId asset = x_genesis.assets.at(asset_index).id();
    return sign({shielded::Height(now_plus(*this, 100)),
                 asset,
                 *load_issue_sequence(x_state, asset) + 1,
                 value,
                 shielded::Inner(zk::Fr::random(x_rng)),
                 random_ciphertext(x_rng),
                 {}});
}

Issue SampleChain::sign(Issue draft) const {
    ByteArray<crypto_sign_PUBLICKEYBYTES> public_key;
    ByteArray<crypto_sign_SECRETKEYBYTES> secret_key;
    const auto seed = sample_issuer();
    crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data());
    const auto digest = draft.digest(x_id);
    ByteArray<crypto_sign_BYTES> signature;
    crypto_sign_detached(signature.data(), nullptr, digest.bytes().data(), digest.bytes().size(),
                         secret_key.data());
    draft.signature = shielded::IssuerSignature(signature);
    return draft;
}

VerifiedTransaction SampleChain::verified(const Transaction& transaction) const {
    auto outcomes = x_verifier.verify(std::span(&transaction, 1), x_state);
    return std::move(outcomes->front()).value();
}

Block SampleChain::block_of(std::vector<Transaction> transactions, UnixMillis time) const {
    const BlockContext context = next_block(head(), time);
    return {context.height, context.time, app_hash(), std::move(transactions)};
}

Result<AppliedBlock, BlockError> SampleChain::try_apply(const Block& block) const {
    TACIT_TRY(const VerifiedBlock verified, verify_block(x_state, block, x_verifier));
    return apply_block(x_state, verified);
}

AppliedBlock SampleChain::commit(const Block& block) {
    AppliedBlock applied = std::move(try_apply(block)).value();
    TACIT_CHECK(x_state.apply(applied.delta).ok());
    x_blocks.push_back(encode_block(block));
    return applied;
}

void SampleChain::rewrite(const StateKey& key, std::optional<Bytes> value) {
    const StateChange change{key, *x_state.get(key), std::move(value)};
    const Commitment before = *load_commitment(x_state);
    Commitment after = before;
    StateDelta({change}).apply_to(after.lthash);
    after.parts.state = after.lthash.digest();
    TACIT_CHECK(
        x_state
            .apply(StateDelta(
                {change, {StateKey::of(StateKind::kCommitment), before.encode(), after.encode()}}))
            .ok());
}

Result<std::optional<Bytes>, StateError> SampleChain::block(shielded::Height height) const {
    if (height.value() == 0 || height.value() > x_blocks.size()) return std::optional<Bytes>();
    return std::optional(x_blocks[height.value() - 1]);
}

}  // namespace tacit::ledger::testing
