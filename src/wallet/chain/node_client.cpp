#include "wallet/chain/node_client.hpp"

#include <algorithm>
#include <iterator>

#include "base/base64.hpp"
#include "base/check.hpp"
#include "base/hex.hpp"
#include "wallet/book/book.hpp"

namespace tacit::wallet {
namespace {

const CallOptions kIdempotent{true, std::nullopt};
constexpr std::size_t kPageBlocks = 128;

WalletError bad_answer(const char* what) {
    return refusal("node_bad_answer", std::string("The node's answer has no valid ") + what + ".",
                   "The node may be of another version; check --node.");
}

WalletError not_given(std::uint64_t height) {
    return refusal("node_inconsistent",
                   "The node does not give block " + std::to_string(height) + " of its chain.",
                   "Do not trust this node; use another with --node.");
}

WalletResult<std::uint64_t> read_count(const Json& from, const char* name) {
    const auto found = from.is_object() ? from.find(name) : from.end();
    if (!from.is_object() || found == from.end() || !found->is_number_unsigned())
        return fail(bad_answer(name));
    return found->get<std::uint64_t>();
}

/// Far above any block, and far enough below the last number to count on from.
constexpr std::uint64_t kHeightsEnd = std::uint64_t{1} << 63;

WalletResult<shielded::Height> read_height(const Json& from, const char* name) {
    TACIT_TRY(const std::uint64_t height, read_count(from, name));
    if (height >= kHeightsEnd) return fail(bad_answer(name));
    return shielded::Height(height);
}

WalletResult<std::string> read_text(const Json& from, const char* name) {
    const auto found = from.is_object() ? from.find(name) : from.end();
    if (!from.is_object() || found == from.end() || !found->is_string())
        return fail(bad_answer(name));
    return found->get<std::string>();
}

WalletResult<Bytes> read_bytes(const Json& from, const char* name) {
    TACIT_TRY(const std::string text, read_text(from, name));
    auto bytes = decode_hex(text, name);
    if (!bytes) return fail(bad_answer(name));
    return std::move(*bytes);
}

template <class Tagged>
WalletResult<Tagged> read_tagged(const Json& from, const char* name) {
    TACIT_TRY(const std::string text, read_text(from, name));
    const auto bytes = decode_hex_array<Tagged::kSizeBytes>(text, name);
    if (!bytes) return fail(bad_answer(name));
    return Tagged(*bytes);
}

WalletResult<Bytes> read_base64(const Json& from, const char* name) {
    TACIT_TRY(const std::string text, read_text(from, name));
    auto bytes = decode_base64(text, name);
    if (!bytes) return fail(bad_answer(name));
    return std::move(*bytes);
}

WalletResult<ledger::ScanBlock> read_scan_block(const Json& from) {
    TACIT_TRY(const Bytes bytes, read_base64(from, "data"));
    auto block = ledger::decode_scan_block(bytes);
    if (!block) return fail(bad_answer("block"));
    return std::move(*block);
}

WalletResult<Finality> read_finality(const Json& from) {
    TACIT_TRY(const shielded::Height height, read_height(from, "height"));
    TACIT_TRY(const std::uint64_t final_at, read_count(from, "final_at"));
    return Finality{height, UnixMillis(final_at)};
}

}  // namespace

WalletResult<std::optional<PushedBlock>> BlockStream::next(std::chrono::milliseconds timeout) {
    TACIT_TRY_AS_WALLET(const auto pushed, x_subscription->next(timeout));
    if (!pushed) return std::optional<PushedBlock>();
    TACIT_TRY(ledger::ScanBlock block, read_scan_block(*pushed));
    TACIT_TRY(const std::uint64_t final_at, read_count(*pushed, "final_at"));
    return std::optional(PushedBlock{std::move(block), UnixMillis(final_at)});
}

WalletResult<std::optional<TransactionEnd>> FinalityStream::next(
    std::chrono::milliseconds timeout) {
    TACIT_TRY_AS_WALLET(const auto pushed, x_subscription->next(timeout));
    if (!pushed) return std::optional<TransactionEnd>();
    TACIT_TRY(const std::string status, read_text(*pushed, "status"));
    TransactionEnd end;
    if (status == "final") {
        TACIT_TRY(end.finality, read_finality(*pushed));
        return std::optional(end);
    }
    TACIT_TRY(end.reason, read_text(*pushed, "reason"));
    TACIT_TRY(end.hint, read_text(*pushed, "hint"));
    return std::optional(end);
}

WalletResult<NodeClient> NodeClient::open(std::string_view url) {
    TACIT_TRY_AS_WALLET(const NodeUrl parsed, parse_node_url(url));
    TACIT_TRY_AS_WALLET(auto transport, RpcTransport::open(url));
    return NodeClient(std::move(transport), parsed.authority());
}

WalletResult<NodeStatus> NodeClient::status() {
    TACIT_TRY_AS_WALLET(const Json answer,
                        x_transport->call("tacit_status", Json::object(), kIdempotent));
    TACIT_TRY(const auto chain, read_tagged<shielded::ChainId>(answer, "chain_id"));
    TACIT_TRY(const shielded::Height height, read_height(answer, "height"));
    TACIT_TRY(const auto app_hash, read_tagged<ledger::AppHash>(answer, "app_hash"));
    return NodeStatus{chain, height, app_hash};
}

WalletResult<ledger::Genesis> NodeClient::genesis(const shielded::ChainId& chain) {
    TACIT_TRY_AS_WALLET(const Json answer,
                        x_transport->call("tacit_genesis", Json::object(), kIdempotent));
    TACIT_TRY(const Bytes bytes, read_base64(answer, "data"));
    auto genesis = ledger::decode_genesis(bytes);
    if (!genesis || ledger::chain_id(*genesis) != chain) return fail(bad_answer("genesis"));
    return std::move(*genesis);
}

WalletResult<ScanPage> NodeClient::scan_from_grid(std::uint64_t height) {
    std::uint64_t from = height - height % kScanGridBlocks;
    const std::uint64_t end = from + kScanGridBlocks;
    ScanPage run;
    // It may give large blocks few at a time. Reading on does not stop at the block in question: by
    // what is asked for next, the node would learn which it is.
    do {
        TACIT_TRY(ScanPage page, scan(from));
        if (page.blocks.empty()) return fail(not_given(from));
        from += page.blocks.size();
        run.tip = page.tip;
        std::ranges::move(page.blocks, std::back_inserter(run.blocks));
    } while (from < end && from <= run.tip.value());
    if (from <= height) return fail(not_given(from));
    std::erase_if(run.blocks, [height](const ledger::ScanBlock& block) {
        return block.height().value() + 1 < height;
    });
    return run;
}

WalletResult<ledger::ScanBlock> NodeClient::block(shielded::Height height) {
    TACIT_TRY(ScanPage page, scan_from_grid(height.value()));
    const auto found = std::ranges::find(page.blocks, height, &ledger::ScanBlock::height);
    TACIT_CHECK(found != page.blocks.end());
    return std::move(*found);
}

WalletResult<ScanPage> NodeClient::scan(std::uint64_t from_height) {
    TACIT_TRY_AS_WALLET(
        const Json answer,
        x_transport->call("tacit_scan", {{"from_height", from_height}, {"limit", kPageBlocks}},
                          kIdempotent));
    ScanPage page;
    TACIT_TRY(page.tip, read_height(answer, "tip"));
    const auto blocks = answer.find("blocks");
    if (blocks == answer.end() || !blocks->is_array()) return fail(bad_answer("blocks"));
    for (const Json& entry : *blocks) {
        TACIT_TRY(ledger::ScanBlock block, read_scan_block(entry));
        if (block.height().value() != from_height + page.blocks.size())
            return fail(bad_answer("block height"));
        page.blocks.push_back(std::move(block));
    }
    return page;
}

Result<Submitted, TransportError> NodeClient::submit(ByteSpan transaction) {
    // Sending the same bytes twice does what sending them once does.
    TACIT_TRY(const Json answer,
              x_transport->call("tacit_submit", {{"tx", encode_hex(transaction)}}, kIdempotent));
    const auto accepted_at = read_count(answer, "accepted_at");
    if (!accepted_at)
        return fail(TransportError{
            TransportErrorKind::kBadReply, true, accepted_at.error().message, 0, {}, {}});
    return Submitted{UnixMillis(*accepted_at)};
}

WalletResult<std::optional<Finality>> NodeClient::finality(const shielded::TxId& txid) {
    TACIT_TRY_AS_WALLET(
        const Json answer,
        x_transport->call("tacit_transaction", {{"txid", encode_hex(txid.bytes())}}, kIdempotent));
    TACIT_TRY(const std::string status, read_text(answer, "status"));
    if (status != "final") return std::optional<Finality>();
    TACIT_TRY(const shielded::Height height, read_height(answer, "height"));
    TACIT_TRY(const std::uint64_t time, read_count(answer, "time"));
    return std::optional(Finality{height, UnixMillis(time)});
}

WalletResult<TransactionProof> NodeClient::transaction_proof(const shielded::TxId& txid) {
    TACIT_TRY_AS_WALLET(
        const Json answer,
        x_transport->call("tacit_transaction", {{"txid", encode_hex(txid.bytes())}}, kIdempotent));
    TACIT_TRY(const std::string status, read_text(answer, "status"));
    if (status != "final")
        return fail(refusal("not_final", "The node knows no final transaction of this id.",
                            "Wait until it is final; `tacit sync` tells."));
    TransactionProof proof;
    TACIT_TRY(proof.transaction, read_bytes(answer, "tx"));
    TACIT_TRY(const Bytes receipt, read_bytes(answer, "receipt"));
    auto decoded = ledger::decode_receipt(receipt);
    if (!decoded) return fail(bad_answer("receipt"));
    proof.receipt = std::move(*decoded);
    TACIT_TRY(proof.app_hash, read_tagged<ledger::AppHash>(answer, "app_hash"));
    return proof;
}

WalletResult<BlockStream> NodeClient::subscribe_blocks() {
    TACIT_TRY_AS_WALLET(auto subscription, x_transport->subscribe("blocks", Json::object()));
    return BlockStream(std::move(subscription));
}

WalletResult<FinalityStream> NodeClient::subscribe_finality(const shielded::TxId& txid) {
    TACIT_TRY_AS_WALLET(
        auto subscription,
        x_transport->subscribe("transaction", {{"txid", encode_hex(txid.bytes())}}));
    return FinalityStream(std::move(subscription));
}

}  // namespace tacit::wallet
