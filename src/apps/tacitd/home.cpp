#include "apps/tacitd/home.hpp"

#include "apps/host/read_file.hpp"
#include "apps/tacitd/files.hpp"
#include "base/check.hpp"
#include "ledger/genesis_json.hpp"
#include "node/engine/genesis_record.hpp"

namespace tacit::apps {
namespace {

namespace fs = std::filesystem;

CommandError no_home(const Home& home) {
    return refused("no_home", home.text() + " is no home of a node.",
                   "Make one with: tacitd init --home " + home.text() + " --dev");
}

CommandError corrupt(const Home& home, const std::string& what) {
    return refused("corrupt_home", "The home " + home.text() + " cannot be used: " + what + ".",
                   "Put back a backup of the home, or make a new one with tacitd init.");
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

CommandResult<OpenHome> open_home(const Home& home) {
    std::error_code ignored;
    if (!fs::exists(home.genesis(), ignored) && !fs::exists(home.store(), ignored))
        return fail(no_home(home));
    if (!fs::exists(home.store() / "CURRENT", ignored))
        return fail(corrupt(home, "its store is missing or cut short"));
    auto store = node::Store::open(home.store(), false);
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
    TACIT_TRY_VOID(check_genesis_file(home, out.genesis));
    return out;
}

}  // namespace tacit::apps
