// The numbers of the node's application errors. Spec: §11.7.
#pragma once

#include <vector>

#include "node/engine/engine.hpp"
#include "node/rpc/method_registry.hpp"

namespace tacit::node {

/// 1000 + the ledger's reject number (1 to 99) for what the ledger refuses; these for the rest.
inline constexpr int kRejectErrorBase = 1000;
inline constexpr int kPendingConflictError = 1101;
inline constexpr int kMempoolFullError = 1102;
inline constexpr int kStoppingError = 1103;
inline constexpr int kStorageFailedError = 1104;
inline constexpr int kNotFinalError = 1105;
inline constexpr int kUnknownHeightError = 1106;

rpc::RpcError to_rpc_error(const SubmitError& error);
/// The store cannot be read: the same error, whatever the call.
rpc::RpcError storage_error(const StorageFailure& failure);
rpc::RpcError not_final_error();
rpc::RpcError unknown_height_error();

/// All that a submission may be answered with, for the description.
std::vector<rpc::ErrorSpec> submit_error_specs();
rpc::ErrorSpec spec_of(const rpc::RpcError& error);

}  // namespace tacit::node
