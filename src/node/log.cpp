#include "node/log.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace tacit::node {
namespace {

void write_quoted(std::string& line, std::string_view text) {
    line.push_back('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            line.push_back('\\');
            line.push_back(c);
        } else if (byte < 0x20 || byte == 0x7f) {
            fmt::format_to(std::back_inserter(line), "\\u{:04x}", byte);
        } else {
            line.push_back(c);
        }
    }
    line.push_back('"');
}

void write_value(std::string& line, const LogField::Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) return write_quoted(line, *text);
    std::visit(
        [&line](const auto& plain) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(plain)>, std::string_view>)
                fmt::format_to(std::back_inserter(line), "{}", plain);
        },
        value);
}

const char* level_name(LogLevel level) {
    switch (level) {
        case LogLevel::kDebug:
            return "debug";
        case LogLevel::kInfo:
            return "info";
        case LogLevel::kWarn:
            return "warn";
        case LogLevel::kError:
            return "error";
        case LogLevel::kOff:
            break;
    }
    return "off";
}

std::string utc_now() {
    const auto now = std::chrono::system_clock::now();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now - seconds);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)), millis.count());
}

std::string format_line(LogFormat format, LogLevel level, std::string_view event, LogFields fields,
                        std::uint64_t left_out) {
    const bool json = format == LogFormat::kJson;
    std::string line;
    const auto member = [&](std::string_view key, const LogField::Value& value) {
        if (!line.empty()) line.push_back(json ? ',' : ' ');
        if (json) {
            write_quoted(line, key);
            line.push_back(':');
        } else {
            line += key;
            line.push_back('=');
        }
        write_value(line, value);
    };
    if (!json) {
        line += utc_now();
        line.push_back(' ');
        line += level_name(level);
        line.push_back(' ');
        line += event;
    } else {
        member("time", std::string_view(utc_now()));
        member("level", std::string_view(level_name(level)));
        member("event", event);
    }
    for (const LogField& field : fields) member(field.key(), field.value());
    if (left_out > 0) member("left_out", left_out);
    return json ? '{' + line + '}' : line;
}

class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit FunctionSink(std::function<void(std::string_view)> write)
        : x_write(std::move(write)) {}

  private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        x_write({message.payload.data(), message.payload.size()});
    }
    void flush_() override {}

    std::function<void(std::string_view)> x_write;
};

spdlog::level::level_enum library_level(LogLevel level) {
    switch (level) {
        case LogLevel::kDebug:
            return spdlog::level::debug;
        case LogLevel::kInfo:
            return spdlog::level::info;
        case LogLevel::kWarn:
            return spdlog::level::warn;
        case LogLevel::kError:
            return spdlog::level::err;
        case LogLevel::kOff:
            break;
    }
    return spdlog::level::off;
}

using Instant = std::chrono::steady_clock::time_point;

constexpr std::chrono::seconds kRepetitionPause{1};

/// Lets one line a second pass of each event. Events are constants, so there are few.
class Repetitions {
  public:
    /// How many were left out since the last line of the event; nothing when this one is too.
    std::optional<std::uint64_t> pass(std::string_view event, Instant now) {
        const std::lock_guard lock(x_mutex);
        const auto found = x_last.find(event);
        if (found == x_last.end()) {
            x_last.emplace(event, Last{now, 0});
            return 0;
        }
        Last& last = found->second;
        if (now - last.written < kRepetitionPause) {
            ++last.left_out;
            return std::nullopt;
        }
        last.written = now;
        return std::exchange(last.left_out, 0);
    }

  private:
    struct Last {
        Instant written;
        std::uint64_t left_out;
    };
    std::mutex x_mutex;
    std::map<std::string, Last, std::less<>> x_last;
};

struct Settings {
    LogFormat format;
    std::shared_ptr<spdlog::logger> logger;
    std::function<Instant()> now;
    std::shared_ptr<Repetitions> repetitions = std::make_shared<Repetitions>();
};

std::shared_ptr<const Settings> make_settings(LogOptions options) {
    spdlog::sink_ptr sink;
    if (options.sink) {
        sink = std::make_shared<FunctionSink>(std::move(options.sink));
    } else {
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    }
    auto logger = std::make_shared<spdlog::logger>("tacit", std::move(sink));
    logger->set_pattern("%v");
    logger->set_level(library_level(options.level));
    logger->flush_on(spdlog::level::trace);
    if (!options.now) options.now = [] { return std::chrono::steady_clock::now(); };
    return std::make_shared<const Settings>(
        Settings{options.format, std::move(logger), std::move(options.now)});
}

// The process has one log. Swapped as a whole, so that a line in progress keeps its settings.
struct Holder {
    std::mutex mutex;
    std::shared_ptr<const Settings> settings = make_settings({});
};

Holder& holder() {
    static auto* one = new Holder;  // never destroyed: threads may log while the process exits
    return *one;
}

void log(LogLevel level, std::string_view event, LogFields fields) noexcept {
    try {
        std::shared_ptr<const Settings> settings;
        {
            const std::lock_guard lock(holder().mutex);
            settings = holder().settings;
        }
        if (!settings->logger->should_log(library_level(level))) return;
        std::optional<std::uint64_t> left_out = 0;
        if (level >= LogLevel::kWarn)
            left_out = settings->repetitions->pass(event, settings->now());
        if (!left_out) return;
        const std::string line = format_line(settings->format, level, event, fields, *left_out);
        settings->logger->log(library_level(level), spdlog::string_view_t(line));
    } catch (...) {
        // A log that cannot be written must not stop a payment.
        return;
    }
}

}  // namespace

void configure_log(LogOptions options) {
    auto settings = make_settings(std::move(options));
    const std::lock_guard lock(holder().mutex);
    holder().settings = std::move(settings);
}

void log_debug(std::string_view event, LogFields fields) noexcept {
    log(LogLevel::kDebug, event, fields);
}
void log_info(std::string_view event, LogFields fields) noexcept {
    log(LogLevel::kInfo, event, fields);
}
void log_warn(std::string_view event, LogFields fields) noexcept {
    log(LogLevel::kWarn, event, fields);
}
void log_error(std::string_view event, LogFields fields) noexcept {
    log(LogLevel::kError, event, fields);
}

}  // namespace tacit::node
