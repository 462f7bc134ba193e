#include "wallet/testing/fake_node.hpp"

#include "base/base64.hpp"
#include "base/hex.hpp"

namespace tacit::wallet::testing {
namespace {

TransportError refused(int code, std::string name) {
    return {TransportErrorKind::kRpc, true, "refused: " + name, code, std::move(name), "Hint."};
}

TransportError away() {
    return {TransportErrorKind::kCannotConnect, false, "There is no node.", 0, {}, {}};
}

TransportError unheard() {
    return {TransportErrorKind::kTimeout, true, "No answer in time.", 0, {}, {}};
}

class FakeSubscription final : public Subscription {
  public:
    FakeSubscription(FakeNode& node, std::string txid) : x_node(node), x_txid(std::move(txid)) {}

    Result<std::optional<Json>, TransportError> next(std::chrono::milliseconds) override {
        if (x_node.is_away)
            return fail(TransportError{TransportErrorKind::kClosed, false, "Closed.", 0, {}, {}});
        return x_node.end_of(x_txid);
    }

  private:
    FakeNode& x_node;
    std::string x_txid;
};

class FakeTransport final : public RpcTransport {
  public:
    FakeTransport(FakeNode& node, Show show) : x_node(node), x_show(std::move(show)) {}

    Result<Json, TransportError> call(const std::string& method, const Json& params,
                                      const CallOptions&) override {
        if (x_node.is_away) return fail(away());
        return x_node.call(method, params, x_show);
    }
    Result<std::unique_ptr<Subscription>, TransportError> subscribe(const std::string& topic,
                                                                    const Json& params,
                                                                    StreamCallback) override {
        if (x_node.is_away || topic != "transaction") return fail(away());
        return std::unique_ptr<Subscription>(
            std::make_unique<FakeSubscription>(x_node, params["txid"].get<std::string>()));
    }

  private:
    FakeNode& x_node;
    Show x_show;
};

void put_in_place(ledger::ScanEntry& entry, std::uint64_t position) {
    const ledger::NotePosition place(position);
    if (auto* transfer = std::get_if<ledger::ScanTransfer>(&entry))
        transfer->first_position = place;
    else
        std::get<ledger::ScanMint>(entry).position = place;
}

void append_to(shielded::Frontier& tree, const ledger::ScanEntry& entry) {
    if (const auto* transfer = std::get_if<ledger::ScanTransfer>(&entry))
        for (const auto& output : transfer->outputs) tree.append(output.commitment);
    else
        tree.append(std::get<ledger::ScanMint>(entry).output.commitment);
}

// What a liar with all the time in the world does: every hash fits what it shows.
void reseal(std::vector<ledger::ScanBlock>& blocks) {
    ledger::MountainRange history;
    shielded::Frontier tree;
    for (std::size_t height = 0; height < blocks.size(); ++height) {
        auto& [parts, entries] = blocks[height];
        for (auto& entry : entries) {
            put_in_place(entry, tree.leaf_count());
            append_to(tree, entry);
        }
        parts.height = shielded::Height(height);
        parts.scan = ledger::scan_digest(entries);
        parts.trees = {{shielded::kTreeDepth, tree.leaf_count(), tree.root().fr()}};
        parts.history = history.root();
        history.append(blocks[height].app_hash());
    }
}

}  // namespace

FakeNode::FakeNode(const ledger::Genesis& genesis, std::uint64_t seed) : x_chain(seed, genesis) {
    x_scans.push_back(ledger::apply_genesis(genesis).scan);
}

NodeClient FakeNode::client() {
    return client("node");
}

NodeClient FakeNode::client(std::string name, Show show) {
    return NodeClient::over(std::make_unique<FakeTransport>(*this, std::move(show)),
                            std::move(name));
}

std::vector<ledger::ScanBlock> FakeNode::shown(const Show& show) const {
    std::vector<ledger::ScanBlock> blocks = x_scans;
    if (tip_shown) blocks.resize(*tip_shown + 1);
    if (show.lie) show.lie(blocks);
    if (show.is_resealed) reseal(blocks);
    return blocks;
}

Result<Json, TransportError> FakeNode::call(const std::string& method, const Json& params,
                                            const Show& show) {
    if (method == "tacit_status") {
        const ledger::ScanBlock tip = shown(show).back();
        return Json{{"chain_id", encode_hex(x_chain.id().bytes())},
                    {"height", tip_claimed.value_or(tip.height().value())},
                    {"app_hash", encode_hex(tip.app_hash().bytes())}};
    }
    if (method == "tacit_genesis")
        return Json{{"data", encode_base64(ledger::encode_genesis(x_chain.genesis()))}};
    if (method == "tacit_scan") return scan(params, shown(show));
    if (method == "tacit_submit") return submit(params);
    if (method == "tacit_transaction") return transaction(params);
    return fail(refused(-32601, "method_not_found"));
}

Json FakeNode::scan(const Json& params, const std::vector<ledger::ScanBlock>& blocks) {
    const auto from = params["from_height"].get<std::uint64_t>();
    const auto limit = params["limit"].get<std::uint64_t>();
    x_asked.emplace_back(from, limit);
    const auto most = page_blocks ? std::min(*page_blocks, limit) : limit;
    Json given = Json::array();
    for (std::uint64_t height = from; height < blocks.size() && given.size() < most; ++height) {
        ledger::ScanBlock block = blocks[height];
        if (on_scan) on_scan(block);
        given.push_back({{"data", encode_base64(ledger::encode_scan_block(block))}});
    }
    return {{"blocks", std::move(given)}, {"tip", tip_claimed.value_or(blocks.size() - 1)}};
}

Result<Json, TransportError> FakeNode::submit(const Json& params) {
    if (on_submit) on_submit();
    if (fate == SubmitFate::kNeverArrives) return fail(away());
    const Bytes bytes = *decode_hex(params["tx"].get<std::string>());
    x_arrived.push_back(bytes);
    if (fate == SubmitFate::kServerError) return fail(refused(-32603, "internal_error"));
    const auto transaction = shielded::decode_transaction(bytes);
    const std::string txid =
        encode_hex(shielded::transaction_id(*transaction, x_chain.id()).bytes());
    const Json accepted{{"txid", txid}, {"accepted_at", std::uint64_t{1}}};
    if (x_final.contains(txid) || fate == SubmitFate::kHeld) return accepted;
    if (fate == SubmitFate::kRefused) return fail(refused(refusal_code, refusal_name));
    if (fate == SubmitFate::kRefusedLater) {
        x_refused[txid] = {{"status", "refused"}, {"reason", "anchor_unknown"}, {"hint", "Hint."}};
        return accepted;
    }
    if (auto error = include(bytes)) return fail(std::move(*error));
    if (fate == SubmitFate::kTakenUnheard) return fail(unheard());
    return accepted;
}

std::optional<TransportError> FakeNode::include(ByteSpan bytes) {
    const auto transaction = shielded::decode_transaction(bytes);
    const auto block = x_chain.block_of({*transaction});
    const auto applied = x_chain.try_apply(block);
    if (!applied.ok()) {
        const auto reject = applied.error().reject;
        if (!reject) return refused(-32603, "internal_error");
        return refused(1000 + static_cast<int>(*reject), std::string(ledger::name(*reject)));
    }
    x_scans.push_back(x_chain.commit(block).scan);
    const std::string txid =
        encode_hex(shielded::transaction_id(*transaction, x_chain.id()).bytes());
    x_final[txid] = {{"status", "final"},
                     {"height", block.height.value()},
                     {"time", block.time.value()},
                     {"final_at", block.time.value()}};
    return std::nullopt;
}

void FakeNode::add_empty_blocks(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        x_scans.push_back(x_chain.commit(std::vector<shielded::Transaction>()).scan);
    }
}

Json FakeNode::transaction(const Json& params) const {
    const auto found = x_final.find(params["txid"].get<std::string>());
    return found == x_final.end() ? Json{{"status", "unknown"}} : found->second;
}

std::optional<Json> FakeNode::end_of(const std::string& txid) const {
    if (const auto found = x_final.find(txid); found != x_final.end()) return found->second;
    if (const auto found = x_refused.find(txid); found != x_refused.end()) return found->second;
    return std::nullopt;
}

WalletResult<shielded::ProofBytes> FakeProver::prove(const shielded::UnprovenTransfer& transfer) {
    if (on_prove) TACIT_TRY_VOID(on_prove());
    if (!shielded::check_statement(transfer.public_inputs, transfer.witness).empty())
        return fail(refusal("cannot_prove", "The statement is not true."));
    return ledger::testing::stub_proof(transfer.digest);
}

}  // namespace tacit::wallet::testing
