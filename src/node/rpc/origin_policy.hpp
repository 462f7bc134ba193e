// Which web pages may talk to the node: none that nobody listed. The node listens where browsers
// of its owner can reach it, so two attacks have to be kept out:
//  - a page of any site posts, or opens a WebSocket, to http://127.0.0.1 (browsers add Origin);
//  - DNS rebinding: the page's own name resolves to 127.0.0.1, so that the browser sees one origin
//    and sends no Origin at all; but the Host header still carries the page's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tacit::node::rpc {

class OriginPolicy {
  public:
    /// `bound_host` is what the server was told to listen on. `allowed_hosts` are names without
    /// port; `allowed_origins` are whole origins such as "https://wallet.example", or "null".
    OriginPolicy(std::string bound_host, std::vector<std::string> allowed_hosts,
                 std::vector<std::string> allowed_origins);

    /// A Host header passes when its name is localhost, a loopback literal, the bound host, the
    /// literal address on which the connection arrived, or listed. Any port.
    bool allows_host(std::string_view host_header, std::string_view local_address) const;

    /// An Origin header passes when it is listed.
    bool allows_origin(std::string_view origin) const;

  private:
    std::string x_bound_host;
    std::vector<std::string> x_allowed_hosts;
    std::vector<std::string> x_allowed_origins;
};

/// The name in a Host header, in lower case, without port and brackets. Empty when malformed.
std::string host_name(std::string_view host_header);

/// A literal of 127.0.0.0/8 or ::1, or the name localhost. Precondition: lower case, no brackets.
bool is_loopback_name(std::string_view name);

}  // namespace tacit::node::rpc
