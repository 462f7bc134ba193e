// What a wallet fetches of a block: everything it needs to find its notes and follow the tree, and
// nothing that depends on which notes are its own. Spec: §9.13.
#pragma once

#include <array>
#include <variant>
#include <vector>

#include "ledger/block.hpp"
#include "ledger/note_pool.hpp"

namespace tacit::ledger {

/// A transfer without proof, signature, anchor and expiry.
struct ScanTransfer {
    shielded::TxId id;
    shielded::Nullifiers nullifiers;
    shielded::PublicLeg public_leg;
    Amount fee;
    shielded::AssetId fee_asset;
    NotePosition first_position;  // of output 0; the others follow
    std::array<shielded::OutputDescription, shielded::kTransferOutputs> outputs;

    /// rho of an output, for trial decryption.
    shielded::Rho rho(std::size_t slot) const {
        return shielded::output_rho(shielded::derive_rho_base(nullifiers), slot);
    }
    bool operator==(const ScanTransfer&) const = default;
};

/// A note that no transfer made.
struct ScanMint {
    enum class Source : std::uint8_t { kGenesis = 0, kIssue = 1 };

    Source source = Source::kIssue;
    shielded::TxId id;  // zeros for genesis
    shielded::AssetId asset;
    std::uint64_t sequence = 0;  // the issue's; for genesis the index of the allocation
    Amount value;
    shielded::Inner inner;
    NotePosition position;
    shielded::OutputDescription output;

    /// rho of the note, for trial decryption.
    shielded::Rho rho(const shielded::ChainId& chain) const;
    bool operator==(const ScanMint&) const = default;
};

using ScanEntry = std::variant<ScanTransfer, ScanMint>;

/// Entries in the order of the block; in genesis one an allocation.
struct ScanBlock {
    shielded::Height height;
    UnixMillis time;
    AppHash app_hash;
    std::uint32_t open_tree = 0;  // after the block
    TreeSummary tree;             // the open tree after the block, to compare one's own with
    std::vector<ScanEntry> entries;

    bool operator==(const ScanBlock&) const = default;
};

/// At most kBlockTransactionsMax entries (checked).
Bytes encode_scan_block(const ScanBlock& block);
Result<ScanBlock, DecodeError> decode_scan_block(ByteSpan bytes);

}  // namespace tacit::ledger
