// Payment files as CSV (RFC 4180, UTF-8) with the header id,name,to,amount,currency,text.
#pragma once

#include "base/result.hpp"
#include "wallet/payfile/payment_file.hpp"

namespace tacit::wallet {

/// Reads the whole file. Lines end in CRLF or LF; a byte order mark before the header and empty
/// lines and lines of commas alone are skipped; quoted fields may hold commas, doubled quotes and
/// line ends; blanks belong to their field. What breaks the form (header, quotes, number of fields,
/// bytes that are not UTF-8, control characters) fails the file, every such place listed with line
/// and column. A wrong amount or an empty `to`, and an `id` above 35 characters, are issues of
/// their line.
Result<PaymentFile, PayFileError> parse_payment_csv(ByteSpan input);

}  // namespace tacit::wallet
