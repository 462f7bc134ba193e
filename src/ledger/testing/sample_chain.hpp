// A chain in memory with three assets, and transactions for it that a stub verifier accepts.
#pragma once

#include <vector>

#include "base/testing/seeded_rng.hpp"
#include "ledger/audit.hpp"
#include "ledger/genesis_state.hpp"
#include "ledger/propose_block.hpp"
#include "ledger/testing/stub_verifier.hpp"

namespace tacit::ledger::testing {

/// Genesis lists TAC (18 decimals, no issuer, 1000 TAC in two notes, fee rate 0.001 TAC), EURX
/// (2 decimals, EUR, issued by sample_issuer, fee rate 1) and USDX (2 decimals, USD, issued by
/// sample_issuer, not listed for fees).
Genesis sample_genesis(std::string_view chain_name = "sample");
shielded::IssuerSecret sample_issuer();
inline constexpr Uint128 kSampleTacRate = 1'000'000'000'000'000;
inline constexpr Uint128 kSampleTacUnits = 1'000'000 * kSampleTacRate;

class SampleChain final : public BlockSource {
  public:
    explicit SampleChain(std::uint64_t seed = 1, const Genesis& genesis = sample_genesis());

    SampleChain(const SampleChain&) = delete;  // its parts refer to each other
    SampleChain& operator=(const SampleChain&) = delete;

    const Genesis& genesis() const { return x_genesis; }
    const shielded::ChainId& id() const { return x_id; }
    MemoryKv& state() { return x_state; }
    const MemoryKv& state() const { return x_state; }
    const StubProofVerifier& proofs() const { return x_proofs; }
    const TransactionVerifier& verifier() const { return x_verifier; }
    Rng& rng() { return x_rng; }

    shielded::AssetId tac() const { return x_genesis.assets[0].id(); }
    shielded::AssetId eurx() const { return x_genesis.assets[1].id(); }
    shielded::AssetId usdx() const { return x_genesis.assets[2].id(); }

    Head head() const;
    AppHash app_hash() const;
    shielded::Anchor anchor() const;
    Amount supply(const shielded::AssetId& asset) const;
    BlockContext next() const { return next_block(head(), UnixMillis()); }
    NotePool pool() const;

    /// Random notes and nullifiers, fee at the rate in TAC, current anchor. Not sealed.
    shielded::Transfer draft_transfer();
    /// Proves (for the stub) and signs with a fresh key whatever the draft now says.
    shielded::Transfer seal(shielded::Transfer draft);
    shielded::Transfer transfer() { return seal(draft_transfer()); }
    /// A signed issue of asset 1 or 2 of genesis with its next sequence number.
    shielded::Issue issue(std::size_t asset_index, Amount value);
    /// Signs with the issuer's key whatever the issue now says.
    shielded::Issue sign(shielded::Issue draft) const;

    VerifiedTransaction verified(const shielded::Transaction& transaction) const;
    /// The next block with these, at `time` or the earliest possible.
    Block block_of(std::vector<shielded::Transaction> transactions,
                   UnixMillis time = UnixMillis()) const;
    /// Verifies and applies it without keeping it.
    Result<AppliedBlock, BlockError> try_apply(const Block& block) const;
    /// Applies it and keeps it; it must be valid (checked).
    AppliedBlock commit(const Block& block);
    AppliedBlock commit(std::vector<shielded::Transaction> transactions) {
        return commit(block_of(std::move(transactions)));
    }

    /// Rewrites one record as if the chain had come to it, commitment included.
    void rewrite(const StateKey& key, std::optional<Bytes> value);

    Result<std::optional<Bytes>, StateError> block(shielded::Height height) const override;
    std::vector<Bytes>& stored_blocks() { return x_blocks; }

  private:
    shielded::OutputDescription random_output();

    Genesis x_genesis;
    shielded::ChainId x_id;
    tacit::testing::SeededRng x_rng;
    StubProofVerifier x_proofs;
    TransactionVerifier x_verifier;
    MemoryKv x_state;
    std::vector<Bytes> x_blocks;  // of height 1, 2, ..
};

}  // namespace tacit::ledger::testing
