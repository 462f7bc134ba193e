#include "node/service/application_errors.hpp"

#include "base/check.hpp"
#include "node/log.hpp"

namespace tacit::node {
namespace {

using rpc::RpcError;

RpcError reject_error(ledger::Reject reject) {
    const std::string name(ledger::name(reject));
    return rpc::application_error(kRejectErrorBase + static_cast<int>(reject), name,
                                  "the network refuses the transaction: " + name,
                                  std::string(ledger::hint(reject)));
}

RpcError storage_failed() {
    return rpc::application_error(
        kStorageFailedError, "storage_failed",
        "the node's disk failed, so it is unknown whether the transaction is final",
        "Ask again when the node runs; sending the same transaction again is safe.");
}

}  // namespace

RpcError to_rpc_error(const SubmitError& error) {
    switch (error.code) {
        case SubmitErrorCode::kRefused:
            return reject_error(error.reject.value());
        case SubmitErrorCode::kPendingConflict:
            return rpc::application_error(
                kPendingConflictError, "pending_conflict",
                "another waiting transaction spends one of these notes or has this issue number",
                "Wait for the next block, sync the wallet and build the transaction again.");
        case SubmitErrorCode::kMempoolFull:
            return rpc::application_error(kMempoolFullError, "mempool_full",
                                          "too many transactions wait for a block",
                                          "Send the same transaction again in a moment.");
        case SubmitErrorCode::kStopping:
            return rpc::application_error(
                kStoppingError, "stopping", "the node is stopping and did not take the transaction",
                "Send the same transaction again when the node runs, or to another node.");
        case SubmitErrorCode::kStorageFailed:
            return storage_failed();
    }
    TACIT_CHECK(false);
    return {};
}

RpcError storage_error(const StorageFailure& failure) {
    log_error("store cannot be read", {{"reason", failure.message}});
    return {rpc::kInternalError, "the node cannot read its store", "internal_error",
            "the node's log says more"};
}

RpcError not_final_error() {
    return rpc::application_error(kNotFinalError, "not_final", "no final transaction has this id",
                                  "Wait until it is final: tacit_transaction tells.");
}

RpcError unknown_height_error() {
    return rpc::application_error(kUnknownHeightError, "unknown_height",
                                  "the chain has no block of this height yet",
                                  "tacit_status tells the height of the last block.");
}

rpc::ErrorSpec spec_of(const RpcError& error) {
    return {error.code, error.name, error.message};
}

std::vector<rpc::ErrorSpec> submit_error_specs() {
    std::vector<rpc::ErrorSpec> specs;
    for (const ledger::Reject reject : ledger::all_rejects())
        specs.push_back({kRejectErrorBase + static_cast<int>(reject),
                         std::string(ledger::name(reject)), std::string(ledger::hint(reject))});
    for (const SubmitErrorCode code :
         {SubmitErrorCode::kPendingConflict, SubmitErrorCode::kMempoolFull,
          SubmitErrorCode::kStopping, SubmitErrorCode::kStorageFailed})
        specs.push_back(spec_of(to_rpc_error(SubmitError::of(code))));
    return specs;
}

}  // namespace tacit::node
