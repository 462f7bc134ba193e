#include "node/engine/block_records.hpp"

#include "ledger/block.hpp"
#include "ledger/genesis_state.hpp"

namespace tacit::node {
namespace {

using shielded::Height;

std::string damaged(const std::string& what) {
    return "the store is damaged: " + what;
}

Result<Bytes, std::string> require(Stored<std::optional<Bytes>> read, const char* what) {
    if (!read.ok()) return fail(read.error().message);
    if (!*read) return fail(damaged(std::string("it lacks ") + what));
    return std::move(**read);
}

// Both end in the same place, or a commit was torn apart.
Result<void, std::string> check_last_block(const ChainStore& store, const ledger::Head& head) {
    if (head.height.value() == 0) return {};
    TACIT_TRY(const Bytes bytes, require(store.block(head.height), "its last block"));
    const auto block = ledger::decode_block(bytes);
    if (!block.ok())
        return fail(damaged("its last block does not decode: " + describe(block.error())));
    if (block->height != head.height || block->time != head.time ||
        block->previous != head.previous_app_hash)
        return fail(damaged("its last block and its state disagree"));
    return {};
}

// Wallets check the same: a node must not serve what they would have to refuse.
Result<void, std::string> check_scan_block(const ChainStore& store,
                                           const ledger::Commitment& commitment) {
    TACIT_TRY(const Bytes bytes,
              require(store.scan_block(commitment.parts.height), "its last scan block"));
    const auto scan = ledger::decode_scan_block(bytes);
    if (!scan.ok())
        return fail(damaged("its last scan block does not decode: " + describe(scan.error())));
    if (scan->parts != commitment.parts || ledger::scan_digest(scan->entries) != scan->parts.scan)
        return fail(damaged("its last scan block and its state disagree"));
    return {};
}

template <class T>
Result<T, std::string> loaded(ledger::Loaded<T> value) {
    if (!value.ok()) return fail(damaged(ledger::describe(value.error())));
    return std::move(value).value();
}

}  // namespace

BlockRecord make_record(ledger::AppliedBlock applied, Bytes block) {
    Writer parts;
    ledger::encode(parts, applied.parts);
    return {applied.parts.height,
            applied.parts.time,
            applied.app_hash,
            std::move(applied.ids),
            std::move(applied.delta),
            std::move(block),
            ledger::encode_scan_block(applied.scan),
            parts.take()};
}

BlockRecord genesis_record(const ledger::Genesis& genesis) {
    return make_record(ledger::apply_genesis(genesis), ledger::encode_genesis(genesis));
}

Result<ledger::Genesis, std::string> stored_genesis(const ChainStore& store) {
    TACIT_TRY(const Bytes bytes, require(store.block(Height(0)), "its genesis"));
    auto genesis = ledger::decode_genesis(bytes);
    if (!genesis.ok()) return fail(damaged(ledger::describe(genesis.error())));
    return std::move(genesis).value();
}

std::vector<shielded::AssetId> asset_ids(const ledger::Genesis& genesis) {
    std::vector<shielded::AssetId> ids;
    for (const auto& asset : genesis.assets) ids.push_back(asset.id());
    return ids;
}

Result<std::vector<AssetSupply>, ledger::StateError> load_supplies(
    const ledger::Kv& state, const std::vector<shielded::AssetId>& assets) {
    std::vector<AssetSupply> out;
    for (const auto& asset : assets) {
        TACIT_TRY(const auto record, ledger::load_supply(state, asset));
        out.push_back({asset, record});
    }
    return out;
}

Result<ChainTip, std::string> recover_tip(const ChainStore& store) {
    const auto last = store.last_height();
    if (!last.ok()) return fail(last.error().message);
    if (!*last) return fail(damaged("it holds no chain"));
    TACIT_TRY(const auto genesis, stored_genesis(store));
    TACIT_TRY(const auto head, loaded(ledger::load_head(store.state())));
    TACIT_TRY(const auto commitment, loaded(ledger::load_commitment(store.state())));
    TACIT_TRY(const auto parameters, loaded(ledger::load_parameters(store.state())));
    if (parameters.chain_id != ledger::chain_id(genesis))
        return fail(damaged("its state belongs to another genesis"));
    if (head.height != **last || commitment.parts.height != head.height ||
        commitment.parts.time != head.time)
        return fail(damaged("its blocks and its state end at different heights"));
    TACIT_TRY_VOID(check_last_block(store, head));
    TACIT_TRY_VOID(check_scan_block(store, commitment));
    TACIT_TRY(const auto tree, loaded(ledger::load_tree(store.state(), head.open_tree)));
    TACIT_TRY(auto supply, loaded(load_supplies(store.state(), asset_ids(genesis))));
    return ChainTip{head.height,       head.time, commitment.app_hash(), head.open_tree, tree,
                    std::move(supply), head.time};
}

}  // namespace tacit::node
