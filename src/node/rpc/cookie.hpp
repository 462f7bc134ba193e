// The secret that administrative calls show: a file only the node's owner can read, new at each
// start and removed at the stop.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/rng.hpp"

namespace tacit::node::rpc {

class Cookie {
  public:
    /// Writes 64 random hex digits to `file`, mode 0600, replacing an older one atomically.
    /// Precondition: the caller holds the lock of the home, so no other node uses the file.
    /// Error: one plain sentence.
    static Result<Cookie, std::string> create(const std::filesystem::path& file, Rng& rng);

    /// Removes the file, unless another process has replaced it meanwhile.
    ~Cookie();
    Cookie(Cookie&& other) noexcept;
    Cookie(const Cookie&) = delete;
    Cookie& operator=(const Cookie&) = delete;
    Cookie& operator=(Cookie&&) = delete;

    /// True for `Basic` with base64 of "__cookie__:HEX", and for `Bearer HEX`. Constant time in the
    /// presented value, up to its length and scheme.
    bool matches(std::string_view authorization) const;

  private:
    Cookie(std::filesystem::path file, std::string hex);

    std::filesystem::path x_file;  // empty: moved from
    std::string x_hex;
    std::string x_basic;  // base64 of "__cookie__:HEX"
};

}  // namespace tacit::node::rpc
