// Every use of BLAKE2b in the ledger; the project's full table is in Spec: §2.5.
#pragma once

#include <array>
#include <string_view>

namespace tacit::ledger::personal {

inline constexpr std::string_view kLtHash = "Tacit_LtHash";      // expansion of a state pair
inline constexpr std::string_view kLtDigest = "Tacit_LtDigest";  // lanes to 32 bytes
inline constexpr std::string_view kTxRoot = "Tacit_TxRoot";      // tree over transaction ids
inline constexpr std::string_view kScan = "Tacit_Scan";          // entries for wallets
inline constexpr std::string_view kHistory = "Tacit_History";    // range over earlier AppHashes
inline constexpr std::string_view kAppHash = "Tacit_AppHash";

inline constexpr std::array kAll = {kLtHash, kLtDigest, kTxRoot, kScan, kHistory, kAppHash};

}  // namespace tacit::ledger::personal
