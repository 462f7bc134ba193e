// Methods about one transaction: submit it, ask for it, prove that it is final.
#include "base/hex.hpp"
#include "node/engine/admission.hpp"
#include "node/rpc/params.hpp"
#include "node/service/application_errors.hpp"
#include "node/service/node_service.hpp"
#include "node/service/schemas.hpp"

namespace tacit::node {
namespace {

using rpc::Json;
using shielded::TxId;

rpc::MethodSpec submit_spec() {
    rpc::MethodSpec spec;
    spec.name = "tacit_submit";
    spec.summary =
        "Hands a transaction to the node. Without `wait` the reply says that it is verified and "
        "waits for its block; with it the reply comes when it is final, and has height and "
        "final_at, unless that took too long. Sending the same again is safe.";
    spec.params = {{"tx", schema::hex("Canonical transaction."), "The transaction.", true},
                   {"wait", schema::boolean("Wait until final."), "Wait until final.", false}};
    spec.result_schema =
        schema::object({{"txid", schema::hex32("Transaction id.")},
                        {"accepted_at", schema::millis("When the node took it.")},
                        {"height", schema::height(), false},
                        {"index", schema::integer("Place in the block."), false},
                        {"final_at", schema::millis("When it was final."), false}});
    spec.errors = submit_error_specs();
    return spec;
}

rpc::ParamSpec txid_param() {
    return {"txid", schema::hex32("Transaction id."), "Which transaction.", true};
}

rpc::MethodSpec transaction_spec() {
    rpc::MethodSpec spec;
    spec.name = "tacit_transaction";
    spec.summary =
        "What the node knows of a transaction. Asking tells the node which one interests the "
        "caller.";
    spec.params = {txid_param()};
    spec.result_schema = schema::object(
        {{"status", {{"type", "string"}, {"enum", Json::array({"pending", "final", "unknown"})}}},
         {"height", schema::height(), false},
         {"index", schema::integer("Place in the block."), false},
         {"time", schema::millis("Of the block."), false},
         {"app_hash", schema::hex32("After the block."), false},
         {"tx", schema::hex("Canonical transaction."), false},
         {"receipt", schema::hex("As tacit_receipt gives it."), false}});
    return spec;
}

rpc::MethodSpec receipt_spec() {
    rpc::MethodSpec spec;
    spec.name = "tacit_receipt";
    spec.summary = "Proof that a transaction is final, checked offline against app_hash.";
    spec.params = {txid_param()};
    spec.result_schema = schema::object({{"txid", schema::hex32("Transaction id.")},
                                         {"height", schema::height()},
                                         {"index", schema::integer("Place in the block.")},
                                         {"time", schema::millis("Of that block.")},
                                         {"app_hash", schema::hex32("After that block.")},
                                         {"tx", schema::hex("Canonical transaction.")},
                                         {"receipt", schema::hex("Canonical Receipt.")}});
    spec.errors = {spec_of(not_final_error())};
    return spec;
}

}  // namespace

void NodeService::register_transaction_methods(rpc::MethodRegistry& registry) {
    add(registry, submit_spec(), &NodeService::submit);
    add(registry, transaction_spec(), &NodeService::transaction);
    add(registry, receipt_spec(), &NodeService::receipt);
}

NodeService::Reply NodeService::submit(const Json& params, const rpc::CallContext&) {
    const rpc::Params reader(params);
    TACIT_TRY(const Bytes bytes, reader.hex("tx", shielded::kTransactionSizeBytesMax));
    TACIT_TRY(const bool wait, reader.boolean_or("wait", false));
    const auto submission = x_parts.engine.submit(bytes);
    if (!submission.ok()) return fail(to_rpc_error(submission.error()));
    Json out{{"txid", encode_hex(submission->id.bytes())},
             {"accepted_at", submission->accepted_at.value()}};
    if (!wait) return out;
    if (submission->outcome.wait_for(x_limits.submit_wait) != std::future_status::ready) return out;
    const Outcome& outcome = submission->outcome.get();
    if (!outcome.ok()) return fail(to_rpc_error(outcome.error()));
    out["height"] = outcome->height.value();
    out["index"] = outcome->index;
    out["final_at"] = outcome->final_at.value();
    return out;
}

Stored<rpc::Json> NodeService::final_transaction_json(const ChainPlace& place) const {
    TACIT_TRY(const auto transactions, x_reader.transactions(place.height));
    TACIT_TRY(const auto receipt, x_reader.receipt(place));
    const auto app_hash = ledger::compute_app_hash(receipt.parts);
    return Json{{"status", "final"},
                {"height", place.height.value()},
                {"index", place.index},
                {"time", receipt.parts.time.value()},
                {"app_hash", encode_hex(app_hash.bytes())},
                {"tx", encode_hex(transactions[place.index])},
                {"receipt", encode_hex(ledger::encode_receipt(receipt))}};
}

NodeService::Reply NodeService::transaction(const Json& params, const rpc::CallContext&) {
    TACIT_TRY(const auto id, rpc::Params(params).hex_array<32>("txid"));
    // In this order: one that becomes final in between is found in the chain.
    const bool is_pending = x_parts.engine.is_pending(TxId(id));
    const auto place = x_parts.store.find_transaction(TxId(id));
    if (!place.ok()) return fail(storage_error(place.error()));
    if (!*place) return Json{{"status", is_pending ? "pending" : "unknown"}};
    auto out = final_transaction_json(**place);
    if (!out.ok()) return fail(storage_error(out.error()));
    return std::move(*out);
}

NodeService::Reply NodeService::receipt(const Json& params, const rpc::CallContext&) {
    TACIT_TRY(const auto id, rpc::Params(params).hex_array<32>("txid"));
    const auto place = x_parts.store.find_transaction(TxId(id));
    if (!place.ok()) return fail(storage_error(place.error()));
    if (!*place) return fail(not_final_error());
    auto out = final_transaction_json(**place);
    if (!out.ok()) return fail(storage_error(out.error()));
    out->erase("status");
    (*out)["txid"] = encode_hex(id);
    return std::move(*out);
}

}  // namespace tacit::node
