// What a request line asks for. Source: RFC 9112 §3.2.
#pragma once

#include <string_view>

namespace tacit::node::rpc {

/// Views into the target. Of an absolute form (http://HOST/PATH, which proxies send and every
/// server must take) `authority` is the host and port; of others it is empty.
struct RequestTarget {
    std::string_view authority;
    std::string_view path;
    std::string_view query;  // with its question mark; empty: none

    /// JSON-RPC. A query there would be meant to say something that no call can say.
    bool is_rpc() const { return path == "/" && query.empty(); }
    bool is_health() const { return path == "/health"; }
    bool is_metrics() const { return path == "/metrics"; }
    /// A page for probes, which may add a query of their own: it is passed over.
    bool is_page() const { return is_health() || is_metrics(); }
};

/// Never fails: what is no target has a path that nothing answers at.
RequestTarget split_target(std::string_view target);

}  // namespace tacit::node::rpc
