// Dates and instants of ISO 8601, as XML Schema's xs:date and xs:dateTime write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace tacit::wallet {

/// "2026-01-31T09:30:00.250Z". Years 1970 to 9999 have four digits; later ones are written as 9999
/// (the last instant of it), so that the text is a valid xs:dateTime for any input.
std::string format_date_time(UnixMillis instant);

/// "2026-01-31", in UTC.
std::string format_date(UnixMillis instant);

/// The first instant of an xs:date ("2026-01-31", "2026-01-31+01:00"; without an offset, UTC).
/// Nothing when it is not a date of the years 1970 to 9999.
std::optional<UnixMillis> parse_date(std::string_view text);

/// The instant of an xs:dateTime, fractions of a second below 1 ms dropped; without an offset, UTC.
std::optional<UnixMillis> parse_date_time(std::string_view text);

}  // namespace tacit::wallet
