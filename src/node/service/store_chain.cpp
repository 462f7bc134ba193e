#include "node/service/store_chain.hpp"

#include "base/check.hpp"

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
            return "the store is damaged (" + error.message +
                   "); put back a backup of the home, or make a new home and sync it";
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

}  // namespace tacit::node
