// What a report repeats of a message that cannot be read as XML.
#pragma once

#include <string_view>

#include "wallet/payfile/payment_file.hpp"

namespace tacit::wallet {

/// Looks for the message's name and the texts of its GrpHdr in the first bytes of a file that may
/// be anything: not well-formed, in another encoding (UTF-16 included), of another namespace, in an
/// envelope. Each part is empty where it is not found. Resolves nothing but the five predefined
/// entities; what it finds is a stranger's text, and of no weight but in a report.
OriginalHead scan_head(std::string_view bytes);

}  // namespace tacit::wallet
