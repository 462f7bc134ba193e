#include "apps/tacitd/home.hpp"

#include "apps/host/read_file.hpp"
#include "apps/host/write_file.hpp"
#include "base/check.hpp"
#include "ledger/genesis_json.hpp"
#include "node/engine/block_records.hpp"

namespace tacit::apps {
namespace {

namespace fs = std::filesystem;

CommandError no_home(const Home& home) {
    return refused("no_home", home.text() + " is no home of a node.",
                   "Make one with: tacitd init --home " + home.text() + " --dev");
}

CommandError corrupt(const Home& home, const std::string& what) {
    return refused("corrupt_home", "The home " + home.text() + " cannot be used: " + what + ".",
                   "Put back a backup of the whole home; keep this one until then.");
}

CommandResult<void> check_genesis_file(const Home& home, const ledger::Genesis& stored) {
    const auto text = read_file(home.genesis(), ledger::kGenesisJsonSizeBytesMax);
    if (!text) return fail(corrupt(home, "its genesis.json cannot be read"));
    const auto written = ledger::parse_genesis_json(*text);
    if (!written.ok()) return fail(corrupt(home, ledger::describe(written.error())));
    if (ledger::chain_id(*written) == ledger::chain_id(stored)) return {};
    return fail(refused(
        "genesis_mismatch",
        "The genesis.json in " + home.text() + " is not the one that its chain was started with.",
        "Put the original file back, or make a new home for the new chain."));
}

// The record is a lower bound: a node that still runs may write it meanwhile, and one that cannot
// be read is judged once the lock is ours.
node::StoreResult<std::unique_ptr<node::Store>> open_store(const Home& home, Access access) {
    const auto noted = node::read_noted_tip(home.tip());
    std::optional<shielded::Height> final_height;
    if (noted.ok() && *noted) final_height = (*noted)->height;
    if (access == Access::kRead) return node::Store::open_to_read(home.store(), final_height);
    return node::Store::open(home.store(), false, nullptr, final_height);
}

CommandResult<void> check_tip_record(const Home& home, const node::ChainStore& chain) {
    const auto noted = node::read_noted_tip(home.tip());
    if (!noted.ok()) return fail(storage_error(home, noted.error()));
    if (!*noted) return {};  // a home of an earlier version
    const auto kept = node::check_noted_tip(chain, **noted);
    if (!kept.ok()) return fail(corrupt(home, kept.error()));
    return {};
}

}  // namespace

CommandError storage_error(const Home& home, const node::StoreError& error) {
    switch (error.code) {
        case node::StoreErrorCode::kLocked: {
            const auto url = read_file(home.endpoint(), 1024);
            const std::string where =
                url && !url->empty() ? " at " + url->substr(0, url->find('\n')) : "";
            return refused("already_running",
                           "A node already runs on the home " + home.text() + where + ".",
                           "Stop it first, or choose another --home.");
        }
        case node::StoreErrorCode::kMissing:
            return no_home(home);
        case node::StoreErrorCode::kFull:
            return refused("disk_full", "The disk of " + home.text() + " is full.",
                           "Free some space and try again.");
        case node::StoreErrorCode::kIo:
            return refused("disk_failed",
                           "The disk of " + home.text() + " refused: " + error.message + ".",
                           "Check the disk and the permissions of the home, and try again.");
        case node::StoreErrorCode::kCorrupt:
        case node::StoreErrorCode::kOutOfOrder:
            return corrupt(home, "its store is damaged (" + error.message + ")");
    }
    TACIT_CHECK(false);
    return {};
}

CommandResult<OpenHome> open_home(const Home& home, Access access) {
    std::error_code ignored;
    if (!fs::exists(home.genesis(), ignored) && !fs::exists(home.store(), ignored))
        return fail(no_home(home));
    if (!fs::exists(home.store() / "CURRENT", ignored))
        return fail(corrupt(home, "its store is missing or cut short"));
    auto store = open_store(home, access);
    if (!store.ok()) return fail(storage_error(home, store.error()));
    OpenHome out;
    out.store = std::move(*store);
    out.chain = std::make_unique<node::StoreChain>(*out.store);
    auto genesis = node::stored_genesis(*out.chain);
    if (!genesis.ok()) return fail(corrupt(home, genesis.error()));
    out.genesis = std::move(*genesis);
    auto tip = node::recover_tip(*out.chain);
    if (!tip.ok()) return fail(corrupt(home, tip.error()));
    out.tip = std::move(*tip);
    TACIT_TRY_VOID(check_tip_record(home, *out.chain));
    TACIT_TRY_VOID(check_genesis_file(home, out.genesis));
    return out;
}

CommandResult<void> write_tip(const Home& home, const node::NotedTip& tip) {
    const Bytes bytes = node::encode_noted_tip(tip);
    if (write_file_durably(home.tip(), {reinterpret_cast<const char*>(bytes.data()), bytes.size()}))
        return {};
    return fail(refused("disk_failed", "The home " + home.text() + " cannot be written.",
                        "Check the free space and the permissions of the home."));
}

CommandResult<void> note_tips(const Home& home, OpenHome& opened) {
    TACIT_TRY_VOID(write_tip(home, {opened.tip.height, opened.tip.app_hash}));
    auto record = node::TipRecord::open(home.tip());
    if (!record.ok()) return fail(storage_error(home, record.error()));
    opened.tip_record = std::move(*record);
    opened.chain->note_tips_in(*opened.tip_record);
    return {};
}

}  // namespace tacit::apps
