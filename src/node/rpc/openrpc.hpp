// The machine-readable description of a node's methods.
// Source: OpenRPC specification 1.3.2.
#pragma once

#include <string>

#include "node/rpc/method_registry.hpp"

namespace tacit::node::rpc {

struct ServiceInfo {
    std::string title;
    std::string version;
    std::string description;
};

/// The OpenRPC document of everything in the registry. Administrative methods carry
/// `x-administrative: true`.
Json openrpc_document(const MethodRegistry& registry, const ServiceInfo& info);

/// Registers `rpc.discover`, which serves the document. The registry must outlive its calls.
void register_discover(MethodRegistry& registry, ServiceInfo info);

}  // namespace tacit::node::rpc
