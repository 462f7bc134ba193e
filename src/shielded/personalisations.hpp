// Every use of BLAKE2b in the shielded pool; the project's full table is in Spec: §2.5.
#pragma once

#include <array>
#include <string_view>

namespace tacit::shielded::personal {

inline constexpr std::string_view kAccountKey = "Tacit_AccountKey";  // seed and child keys
inline constexpr std::string_view kExpandKey = "Tacit_ExpandKey";    // account key to its parts
inline constexpr std::string_view kDiversifier = "Tacit_Diversify";  // index to diversifier
inline constexpr std::string_view kDiversifiedBase = "Tacit_DiversBase";  // diversifier to point
inline constexpr std::string_view kNoteSeed = "Tacit_NoteSeed";           // seed to rcm and esk
inline constexpr std::string_view kNoteKdf = "Tacit_NoteKdf";             // AEAD key and view tag
inline constexpr std::string_view kOutgoingKdf = "Tacit_OutKdf";     // key of the sender's copy
inline constexpr std::string_view kRhoBase = "Tacit_RhoBase";        // rho of transfer outputs
inline constexpr std::string_view kRhoMint = "Tacit_RhoMint";        // rho of issued notes
inline constexpr std::string_view kAssetToken = "Tacit_AssetToken";  // identity to token
inline constexpr std::string_view kChainId = "Tacit_ChainId";
inline constexpr std::string_view kTxId = "Tacit_TxId";
inline constexpr std::string_view kWitnessId = "Tacit_WitnessId";
inline constexpr std::string_view kTxDigest = "Tacit_TxDigest";        // what a transfer signs
inline constexpr std::string_view kIssueSignature = "Tacit_IssueSig";  // what an issuer signs

inline constexpr std::array kAll = {
    kAccountKey, kExpandKey,   kDiversifier, kDiversifiedBase, kNoteSeed,
    kNoteKdf,    kOutgoingKdf, kRhoBase,     kRhoMint,         kAssetToken,
    kChainId,    kTxId,        kWitnessId,   kTxDigest,        kIssueSignature,
};

}  // namespace tacit::shielded::personal
