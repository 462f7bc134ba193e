#include "node/service/store_chain.hpp"

#include "base/check.hpp"
#include "ledger/app_hash.hpp"

namespace tacit::node {
namespace {

template <class T>
Stored<T> to_stored(StoreResult<T> result) {
    if (!result.ok()) return fail(StorageFailure{describe(result.error())});
    return std::move(result).value();
}

}  // namespace

std::string describe(const StoreError& error) {
    switch (error.code) {
        case StoreErrorCode::kLocked:
            return "another process uses the store; stop it first";
        case StoreErrorCode::kMissing:
            return "there is no store; check the folder, or make a home with tacitd init";
        case StoreErrorCode::kFull:
            return "the disk is full; free some space and start the node again";
        case StoreErrorCode::kIo:
            return "the disk refused to read or write (" + error.message +
                   "); check the disk and start the node again";
        case StoreErrorCode::kCorrupt:
            return "the store is damaged (" + error.message + "); put back a backup of the home";
        case StoreErrorCode::kOutOfOrder:
            return "the store refused a block out of order (" + error.message + ")";
    }
    TACIT_CHECK(false);
    return {};
}

Stored<void> StoreChain::commit(const BlockRecord& record) {
    const auto done = x_store.commit({record.height, record.delta, record.block, record.scan_block,
                                      record.app_hash_parts, record.ids});
    if (!done.ok()) return fail(StorageFailure{describe(done.error())});
    if (x_tip_record == nullptr) return {};
    const auto noted = x_tip_record->note({record.height, record.app_hash});
    if (!noted.ok()) return fail(StorageFailure{describe(noted.error())});
    return {};
}

Stored<std::optional<shielded::Height>> StoreChain::last_height() const {
    return to_stored(x_store.last_height());
}

Stored<std::optional<Bytes>> StoreChain::block(shielded::Height height) const {
    return to_stored(x_store.block(height));
}

Stored<std::optional<Bytes>> StoreChain::scan_block(shielded::Height height) const {
    return to_stored(x_store.scan_block(height));
}

Stored<std::optional<Bytes>> StoreChain::app_hash_parts(shielded::Height height) const {
    return to_stored(x_store.app_hash_parts(height));
}

Stored<std::optional<ChainPlace>> StoreChain::find_transaction(const shielded::TxId& id) const {
    TACIT_TRY(const auto place, to_stored(x_store.find_transaction(id)));
    if (!place) return std::optional<ChainPlace>();
    return std::optional(ChainPlace{place->height, place->index});
}

Result<void, std::string> check_noted_tip(const ChainStore& chain, const NotedTip& noted) {
    const std::string height = std::to_string(noted.height.value());
    const auto bytes = chain.app_hash_parts(noted.height);
    if (!bytes.ok()) return fail(bytes.error().message);
    if (!*bytes) return fail("its store has lost blocks: block " + height + " was final");
    Reader in(**bytes);
    const auto parts = ledger::decode_app_hash_parts(in);
    if (!parts.ok() || ledger::compute_app_hash(*parts) != noted.app_hash)
        return fail("its store holds another block " + height + " than the one that was final");
    return {};
}

}  // namespace tacit::node
