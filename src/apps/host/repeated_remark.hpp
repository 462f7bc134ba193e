// What a program says of a failure that comes again and again while it keeps trying.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tacit::apps {

class RepeatedRemark {
  public:
    using Instant = std::chrono::steady_clock::time_point;

    /// The text to print: `text`, and how often it was left out since it was printed last. Nothing
    /// while the same text was printed less than a minute ago, or any text less than a second ago.
    std::optional<std::string> say(const std::string& text, Instant now);

  private:
    std::string x_last;
    std::optional<Instant> x_said_at;
    std::uint64_t x_left_out = 0;
};

}  // namespace tacit::apps
