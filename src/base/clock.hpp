// Time as the core sees it: a value passed in. Implementations live outside the core.
#pragma once

#include "base/tagged.hpp"

namespace tacit {

/// Milliseconds since 1970-01-01 UTC, without leap seconds.
using UnixMillis = TaggedCount<struct UnixMillisTag>;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual UnixMillis now() const = 0;
};

}  // namespace tacit
