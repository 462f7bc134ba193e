// What a wallet fetches of a block: everything it needs to find its notes, to follow the tree and
// to compute the block's AppHash itself, and nothing that depends on which notes are its own. Spec:
// §9.13.
#pragma once

#include <array>
#include <span>
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

/// Most notes that the scan data of one block tell of.
inline constexpr std::size_t kScanNotesMax = kBlockTransactionsMax * shielded::kTransferOutputs;

/// How many notes an entry tells of.
std::size_t note_count(const ScanEntry& entry);
std::size_t note_count(std::span<const ScanEntry> entries);

/// The block's own digest of its entries, as it enters the AppHash. At most kScanNotesMax notes
/// (checked).
ScanDigest scan_digest(std::span<const ScanEntry> entries);

/// Entries in the order of the block; in genesis one an allocation. The AppHash is not sent: its
/// parts are, so that there is one way to say it. A decoded block may have a digest that is not
/// that of its entries: whoever believes it must compare (wallet/chain/block_check.hpp).
struct ScanBlock {
    AppHashParts parts;
    std::vector<ScanEntry> entries;

    shielded::Height height() const { return parts.height; }
    UnixMillis time() const { return parts.time; }
    /// One hash.
    AppHash app_hash() const { return compute_app_hash(parts); }

    bool operator==(const ScanBlock&) const = default;
};

/// At most kScanNotesMax notes (checked).
Bytes encode_scan_block(const ScanBlock& block);
Result<ScanBlock, DecodeError> decode_scan_block(ByteSpan bytes);

}  // namespace tacit::ledger
