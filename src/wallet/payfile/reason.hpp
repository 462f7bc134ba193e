// Why a payment file, a batch or a line is refused: what is wrong, and the code of ISO 20022's
// external status reasons that says so in a report.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tacit::wallet {

/// One reason, one code. Who finds it stands behind each: "reader" is what the readers of this
/// library report, "caller" needs the wallet, the clock or the ledger.
enum class PayReason : std::uint8_t {
    kDebtorUnknown = 1,       // AC02, caller: DbtrAcct is not this wallet
    kCreditorUnknown = 2,     // AC03, reader: no account; caller: not a contact, not an address
    kCurrencyNotAllowed = 3,  // AM03, caller: no asset with this code or symbol
    kInsufficientFunds = 4,   // AM04, caller: the file's sum in this asset is above the balance
    kInvalidAmount = 5,       // AM12, reader: zero, malformed, EqvtAmt; caller: too many decimals
    kGroupControlSum = 6,     // AM16, reader: GrpHdr/CtrlSum is not the sum of all amounts
    kBatchControlSum = 7,     // AM17, reader: PmtInf/CtrlSum is not the sum of its amounts
    kGroupCount = 8,          // AM19, reader: GrpHdr/NbOfTxs is not the number of transactions
    kBatchCount = 9,          // AM20, reader: PmtInf/NbOfTxs is not the number of its transactions
    kDateInFuture = 10,       // CH03, caller: ReqdExctnDt is in the future and --now was not given
    kDuplicateMessage = 11,   // DU01, caller: this MsgId was paid with other content
    kFileFormat = 12,         // FF01, reader: not XML, DOCTYPE, against the schema, not this CSV
    kNarrative = 13,          // NARR: everything else; the text says what
};

inline constexpr std::array kPayReasons = {
    PayReason::kDebtorUnknown,     PayReason::kCreditorUnknown,  PayReason::kCurrencyNotAllowed,
    PayReason::kInsufficientFunds, PayReason::kInvalidAmount,    PayReason::kGroupControlSum,
    PayReason::kBatchControlSum,   PayReason::kGroupCount,       PayReason::kBatchCount,
    PayReason::kDateInFuture,      PayReason::kDuplicateMessage, PayReason::kFileFormat,
    PayReason::kNarrative,
};

/// The four characters of ExternalStatusReason1Code, such as "AC03".
std::string_view reason_code(PayReason reason);

}  // namespace tacit::wallet
