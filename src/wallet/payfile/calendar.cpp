#include "wallet/payfile/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "base/ascii.hpp"

namespace tacit::wallet {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t kMillisADay = 86'400'000;
constexpr std::uint64_t kLastMillis = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z

/// Reads a text from its start; every read fails for good once one has failed.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : x_rest(text) {}

    bool ok() const { return x_ok; }
    bool at_end() const { return x_rest.empty(); }

    int number(std::size_t digits, int smallest, int largest) {
        int value = 0;
        if (x_rest.size() < digits) x_ok = false;
        for (std::size_t i = 0; x_ok && i < digits; ++i) {
            const char c = x_rest[i];
            if (c < '0' || c > '9') x_ok = false;
            value = value * 10 + (c - '0');
        }
        if (value < smallest || value > largest) x_ok = false;
        if (x_ok) x_rest.remove_prefix(digits);
        return value;
    }
    bool skip(char c) {
        if (!x_rest.starts_with(c)) return false;
        x_rest.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!skip(c)) x_ok = false;
    }
    /// Digits after a decimal point, as milliseconds.
    std::int64_t fraction_ms() {
        std::int64_t value = 0;
        std::int64_t weight = 100;
        if (x_rest.empty() || !is_digit(x_rest[0])) x_ok = false;
        while (!x_rest.empty() && is_digit(x_rest[0])) {
            value += weight * (x_rest[0] - '0');
            weight /= 10;
            x_rest.remove_prefix(1);
        }
        return value;
    }

  private:
    std::string_view x_rest;
    bool x_ok = true;
};

std::int64_t read_date_ms(Cursor& cursor) {
    const int year = cursor.number(4, 1970, 9999);
    cursor.expect('-');
    const int month = cursor.number(2, 1, 12);
    cursor.expect('-');
    const int day = cursor.number(2, 1, 31);
    const year_month_day date{std::chrono::year(year),
                              std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!cursor.ok() || !date.ok()) return -1;
    return sys_days(date).time_since_epoch().count() * kMillisADay;
}

std::int64_t read_time_ms(Cursor& cursor) {
    const int hour = cursor.number(2, 0, 24);
    cursor.expect(':');
    const int minute = cursor.number(2, 0, hour == 24 ? 0 : 59);
    cursor.expect(':');
    const int second = cursor.number(2, 0, hour == 24 ? 0 : 59);
    const std::int64_t fraction = cursor.skip('.') ? cursor.fraction_ms() : 0;
    if (hour == 24 && fraction != 0) return -1;
    return ((hour * 60 + minute) * 60 + second) * std::int64_t{1000} + fraction;
}

/// How far the written time is ahead of UTC.
std::int64_t read_offset_ms(Cursor& cursor) {
    if (cursor.at_end() || cursor.skip('Z')) return 0;
    const bool is_behind = cursor.skip('-');
    if (!is_behind) cursor.expect('+');
    const int hours = cursor.number(2, 0, 14);
    cursor.expect(':');
    const int minutes = cursor.number(2, 0, hours == 14 ? 0 : 59);
    const std::int64_t offset = (hours * 60 + minutes) * std::int64_t{60'000};
    return is_behind ? -offset : offset;
}

std::optional<UnixMillis> finish(Cursor& cursor, std::int64_t local_ms) {
    const std::int64_t offset = read_offset_ms(cursor);
    if (!cursor.ok() || !cursor.at_end() || local_ms < 0) return std::nullopt;
    return UnixMillis(static_cast<std::uint64_t>(std::max<std::int64_t>(local_ms - offset, 0)));
}

std::string padded(std::uint64_t value, std::size_t digits) {
    std::string text = std::to_string(value);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace

std::string format_date(UnixMillis instant) {
    const std::uint64_t ms = std::min(instant.value(), kLastMillis);
    const year_month_day date{sys_days(days(ms / static_cast<std::uint64_t>(kMillisADay)))};
    return padded(static_cast<std::uint64_t>(static_cast<int>(date.year())), 4) + "-" +
           padded(static_cast<unsigned>(date.month()), 2) + "-" +
           padded(static_cast<unsigned>(date.day()), 2);
}

std::string format_date_time(UnixMillis instant) {
    const std::uint64_t ms = std::min(instant.value(), kLastMillis);
    const std::uint64_t of_day = ms % static_cast<std::uint64_t>(kMillisADay);
    return format_date(instant) + "T" + padded(of_day / 3'600'000, 2) + ":" +
           padded(of_day / 60'000 % 60, 2) + ":" + padded(of_day / 1000 % 60, 2) + "." +
           padded(of_day % 1000, 3) + "Z";
}

std::optional<UnixMillis> parse_date(std::string_view text) {
    Cursor cursor(text);
    const std::int64_t date_ms = read_date_ms(cursor);
    return finish(cursor, date_ms);
}

std::optional<UnixMillis> parse_date_time(std::string_view text) {
    Cursor cursor(text);
    const std::int64_t date_ms = read_date_ms(cursor);
    cursor.expect('T');
    const std::int64_t time_ms = read_time_ms(cursor);
    if (date_ms < 0 || time_ms < 0) return std::nullopt;
    return finish(cursor, date_ms + time_ms);
}

}  // namespace tacit::wallet
