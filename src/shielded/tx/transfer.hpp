// A private payment as it travels: 3,900 bytes. Spec: §8.2.
#pragma once

#include <array>

#include "shielded/note/encryption.hpp"
#include "shielded/tree/tree.hpp"
#include "shielded/tx/ids.hpp"
#include "zk/jubjub/signature.hpp"

namespace tacit::shielded {

/// First byte of a transaction.
enum class TransactionKind : std::uint8_t { kTransfer = 1, kIssue = 2 };

inline constexpr std::uint8_t kTransactionVersion = 1;
inline constexpr std::uint32_t kTransferCircuitVersion = 1;

/// Value that crosses the border of the pool. Its field image is +magnitude when it leaves and
/// -magnitude when it enters.
struct PublicLeg {
    enum class Direction : std::uint8_t { kLeaving = 0, kEntering = 1 };

    Direction direction = Direction::kLeaving;  // kEntering only with a magnitude that is not 0
    Amount magnitude;
    AssetId asset;  // 0 when the magnitude is

    zk::Fr value() const;
    bool operator==(const PublicLeg&) const = default;
};

/// Encoded proof of the transfer circuit, not interpreted here.
using ProofBytes = TaggedBytes<struct ProofBytesTag, 1920>;

/// The 16 public inputs of the transfer circuit, in order.
struct TransferPublicInputs {
    static constexpr std::size_t kCount = 16;

    Anchor anchor;
    Nullifiers nullifiers;
    std::array<NoteCommitment, kTransferOutputs> commitments;
    RhoBase rho_base;
    zk::Fr rk_x;
    zk::Fr rk_y;
    zk::Fr policy_id;
    zk::Fr rule_id;
    zk::Fr v_pub;
    zk::Fr asset_pub;
    zk::Fr fee;
    zk::Fr fee_asset;

    std::array<zk::Fr, kCount> to_array() const;
};

struct Transfer {
    static constexpr std::size_t kSizeBytes = 3900;
    static constexpr std::size_t kEffectingSizeBytes = 1916;

    Height expiry;  // the last block that may hold it
    Anchor anchor;
    Nullifiers nullifiers;
    zk::jubjub::AffinePoint rk;  // any point on the curve; check_stateless refuses small order
    std::uint32_t policy_id = 0;
    std::uint32_t rule_id = 0;
    PublicLeg public_leg;
    Amount fee;
    AssetId fee_asset;
    std::array<OutputDescription, kTransferOutputs> outputs;
    ProofBytes proof;
    zk::jubjub::Signature signature;

    Bytes encode() const;
    /// Everything but proof and signature.
    Bytes encode_effecting() const;
    /// Exactly kSizeBytes; every field canonical. R, S and the proof are taken as they come.
    static Result<Transfer, DecodeError> decode(ByteSpan bytes);

    RhoBase rho_base() const { return derive_rho_base(nullifiers); }
    TransferPublicInputs public_inputs() const;
    TxId id(const ChainId& chain) const { return derive_tx_id(chain, encode_effecting()); }
    TxDigest digest(const ChainId& chain) const {
        return derive_tx_digest(chain, encode_effecting());
    }
    WitnessId witness_id() const { return derive_witness_id(encode()); }

    bool operator==(const Transfer&) const = default;
};

}  // namespace tacit::shielded
