// Customer credit transfer initiations, pain.001.001.03 and .09: what payroll software writes.
#pragma once

#include "base/result.hpp"
#include "wallet/iso20022/xml_schema.hpp"
#include "wallet/payfile/payment_file.hpp"

namespace tacit::wallet {

/// Reads a file that must be free of a DOCTYPE, well-formed, of one of the two messages, and valid
/// against its schema (see tools/fetch_schemas); else PayFileError, with every place that breaks
/// the schema. Everything that a valid file may still have wrong becomes an issue: counts, control
/// sums, payment method, amounts, missing creditor accounts.
///
/// Cost: linear; about 0.3 s and 60 MB for 10,000 transactions (5 MB of XML), unoptimised build.
Result<PaymentFile, PayFileError> parse_pain001(ByteSpan input, XmlSchemas& schemas);

/// A payment file of any format: XML when its first character is '<', otherwise CSV.
Result<PaymentFile, PayFileError> parse_payment_file(ByteSpan input, XmlSchemas& schemas);

}  // namespace tacit::wallet
