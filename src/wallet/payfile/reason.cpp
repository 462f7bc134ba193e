#include "wallet/payfile/reason.hpp"

#include "base/check.hpp"

namespace tacit::wallet {

std::string_view reason_code(PayReason reason) {
    switch (reason) {
        case PayReason::kDebtorUnknown:
            return "AC02";
        case PayReason::kCreditorUnknown:
            return "AC03";
        case PayReason::kCurrencyNotAllowed:
            return "AM03";
        case PayReason::kInsufficientFunds:
            return "AM04";
        case PayReason::kInvalidAmount:
            return "AM12";
        case PayReason::kGroupControlSum:
            return "AM16";
        case PayReason::kBatchControlSum:
            return "AM17";
        case PayReason::kGroupCount:
            return "AM19";
        case PayReason::kBatchCount:
            return "AM20";
        case PayReason::kDateInFuture:
            return "CH03";
        case PayReason::kDuplicateMessage:
            return "DU01";
        case PayReason::kFileFormat:
            return "FF01";
        case PayReason::kNarrative:
            return "NARR";
    }
    TACIT_CHECK(false);
}

}  // namespace tacit::wallet
