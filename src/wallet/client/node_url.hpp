// Where a node listens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "wallet/client/transport_error.hpp"

namespace tacit::wallet {

struct NodeUrl {
    enum class Scheme : std::uint8_t { kHttp, kWebSocket };

    Scheme scheme = Scheme::kHttp;
    std::string host;  // name or literal, lower case, without brackets
    std::uint16_t port = 0;

    /// "host:port", with brackets around an IPv6 literal; also the Host header.
    std::string authority() const;

    bool operator==(const NodeUrl&) const = default;
};

/// Accepts `http://HOST:PORT` and `ws://HOST:PORT`, with at most a "/" behind. Refused with
/// kBadUrl: other schemes, a missing or zero port, a path, a query, user names and passwords.
Result<NodeUrl, TransportError> parse_node_url(std::string_view text);

}  // namespace tacit::wallet
