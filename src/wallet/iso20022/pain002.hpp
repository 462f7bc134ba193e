// Customer payment status reports, pain.002.001.03 and .10.
#pragma once

#include "base/bytes.hpp"
#include "wallet/iso20022/message.hpp"
#include "wallet/iso20022/status_report.hpp"

namespace tacit::wallet {

enum class Pain002Version : std::uint8_t { kV03 = 3, kV10 = 10 };

/// The version as old as the original: .03 answers pain.001.001.03, .10 everything else.
Pain002Version report_version(const OriginalHead& original);

/// The schema of a version.
IsoMessage report_message(Pain002Version version);

/// Writes a report that is valid against its schema whatever the texts in it are:
/// - characters that XML cannot hold become U+FFFD, reasons longer than 105 characters go on in
///   further AddtlInf;
/// - an id that is mandatory and missing or above 35 characters becomes NOTPROVIDED, an optional
///   one, or a count, sum, instant or amount that its type cannot hold, is left out;
/// - a paid line has AcctSvcrRef = the first 32 digits of the txid, and all 64 in an AddtlInf.
Bytes write_pain002(const StatusReport& report, Pain002Version version);

}  // namespace tacit::wallet
