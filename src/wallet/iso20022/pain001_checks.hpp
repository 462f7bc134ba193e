// What a schema cannot say of a pain.001: that its counts and sums are true.
#pragma once

#include "wallet/iso20022/xml_document.hpp"
#include "wallet/payfile/payment_file.hpp"

namespace tacit::wallet {

/// Compares GrpHdr's NbOfTxs and CtrlSum with the file's lines and adds issues.
void check_group(PaymentFile& file, const XmlElement& group_header);

/// Compares PmtInf's NbOfTxs and CtrlSum, where present, with the batch's lines; refuses payment
/// methods other than TRF.
void check_batch(PaymentFile& file, const PaymentBatch& batch, const XmlElement& payment_info);

}  // namespace tacit::wallet
