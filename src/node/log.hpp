// Structured logs: one event a line, as key=value or JSON. The only door to the logging library.
// Never log secrets, request bodies, addresses of wallets or memos: say what happened, not what
// was in it.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace tacit::node {

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarn, kError, kOff };
enum class LogFormat : std::uint8_t { kKeyValue, kJson };

/// One named value of an event. The key is a literal in snake_case; text may hold anything, since
/// quotes and control characters are escaped (a line feed in a peer's text forges no log line).
class LogField {
  public:
    using Value = std::variant<bool, std::int64_t, std::uint64_t, double, std::string_view>;

    LogField(std::string_view key, bool value) : x_key(key), x_value(value) {}
    template <std::signed_integral T>
    LogField(std::string_view key, T value) : x_key(key), x_value(std::int64_t{value}) {}
    template <std::unsigned_integral T>
        requires(!std::same_as<T, bool>)
    LogField(std::string_view key, T value) : x_key(key), x_value(std::uint64_t{value}) {}
    LogField(std::string_view key, double value) : x_key(key), x_value(value) {}
    LogField(std::string_view key, std::string_view value) : x_key(key), x_value(value) {}
    LogField(std::string_view key, const std::string& value)
        : x_key(key), x_value(std::string_view(value)) {}
    LogField(std::string_view key, const char* value)
        : x_key(key), x_value(std::string_view(value)) {}

    std::string_view key() const { return x_key; }
    const Value& value() const { return x_value; }

  private:
    std::string_view x_key;
    Value x_value;
};
using LogFields = std::initializer_list<LogField>;

struct LogOptions {
    LogLevel level = LogLevel::kInfo;
    LogFormat format = LogFormat::kKeyValue;
    /// Where finished lines go (without line feed), for tests. Empty: standard error.
    std::function<void(std::string_view line)> sink;
    /// What repetitions are timed by, for tests. Empty: the system's steady clock.
    std::function<std::chrono::steady_clock::time_point()> now{};
};

/// Replaces the process's log settings. Any thread. Before the first call: kInfo, key=value,
/// standard error.
void configure_log(LogOptions options);

/// `event` is a short constant sentence: the variable part belongs into fields. Any thread; a line
/// is written whole and flushed at once. Never throws: a failing sink loses the line.
/// A warning or error that comes again within a second is left out, whatever its fields: a failure
/// that repeats must not fill the disk. Its next line has how many were, as `left_out`.
void log_debug(std::string_view event, LogFields fields = {}) noexcept;
void log_info(std::string_view event, LogFields fields = {}) noexcept;
void log_warn(std::string_view event, LogFields fields = {}) noexcept;
void log_error(std::string_view event, LogFields fields = {}) noexcept;

}  // namespace tacit::node
