#include "apps/host/repeated_remark.hpp"

#include <utility>

namespace tacit::apps {
namespace {

constexpr std::chrono::seconds kPause{1};
constexpr std::chrono::seconds kPauseOfTheSame{60};

}  // namespace

std::optional<std::string> RepeatedRemark::say(const std::string& text, Instant now) {
    const auto pause = text == x_last ? kPauseOfTheSame : kPause;
    if (x_said_at && now - *x_said_at < pause) {
        ++x_left_out;
        return std::nullopt;
    }
    x_last = text;
    x_said_at = now;
    const std::uint64_t left_out = std::exchange(x_left_out, 0);
    if (left_out == 0) return text;
    return text + " (" + std::to_string(left_out) + " more since the last such line)";
}

}  // namespace tacit::apps
