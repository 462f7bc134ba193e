// Well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, surrogates or values above
// U+10FFFF.
#pragma once

#include "base/bytes.hpp"

namespace tacit::shielded {

bool is_utf8(ByteSpan bytes);

}  // namespace tacit::shielded
