// tacitd init: a home is made in a folder beside it and renamed, so that there is never half of
// one.
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

#include "apps/host/read_file.hpp"
#include "apps/host/system.hpp"
#include "apps/host/write_file.hpp"
#include "apps/tacitd/commands.hpp"
#include "apps/tacitd/dev_genesis.hpp"
#include "apps/tacitd/files.hpp"
#include "apps/tacitd/passphrase.hpp"
#include "base/hex.hpp"
#include "json/parse.hpp"
#include "ledger/genesis_json.hpp"
#include "node/engine/block_records.hpp"

namespace tacit::apps {
namespace {

namespace fs = std::filesystem;

CommandError disk_refused(const Home& home) {
    return refused("disk_failed", "The home " + home.text() + " cannot be written.",
                   "Check the free space and the permissions of its parent folder.");
}

// Removes an unfinished home unless it was kept.
class Draft {
  public:
    explicit Draft(const fs::path& target)
        : x_home(fs::path(target.string() + ".part" + std::to_string(::getpid()))) {}
    ~Draft() {
        std::error_code ignored;
        fs::remove_all(x_home.folder(), ignored);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    bool create() {
        std::error_code error;
        const fs::path parent = x_home.folder().parent_path();
        if (!parent.empty()) fs::create_directories(parent, error);
        fs::remove_all(x_home.folder(), error);
        return ::mkdir(x_home.folder().c_str(), 0700) == 0;
    }
    /// Durable, and then in its place at once. An empty folder there is replaced.
    bool keep_as(const fs::path& target) {
        return sync_tree(x_home.folder()) &&
               ::rename(x_home.folder().c_str(), target.c_str()) == 0 &&
               sync_path(target.parent_path());
    }
    const Home& home() const { return x_home; }

  private:
    Home x_home;
};

CommandResult<ledger::Genesis> read_genesis(const std::string& file) {
    const auto text = read_file(file, ledger::kGenesisJsonSizeBytesMax);
    if (!text)
        return fail(refused("genesis_unreadable", "The genesis file " + file + " cannot be read.",
                            "Check the path; a genesis file is at most 8 MiB."));
    auto genesis = ledger::parse_genesis_json(*text);
    if (!genesis.ok())
        return fail(refused(
            "genesis_invalid",
            "The file " + file + " is no genesis: " + ledger::describe(genesis.error()) + ".",
            "Correct the file."));
    return std::move(*genesis);
}

CommandResult<ledger::Genesis> make_genesis(const InitOptions& options, const Home& draft,
                                            const wallet::SecretText& passphrase) {
    if (!options.dev) return read_genesis(options.genesis_file);
    SystemRng rng;
    TACIT_TRY(const Issuer issuer, create_issuer_wallet(draft.issuer_wallet(), passphrase, rng));
    return make_dev_genesis(issuer, SystemClock().now(), rng);
}

CommandResult<void> write_chain(const Home& draft, const ledger::Genesis& genesis) {
    if (!write_file_durably(draft.genesis(), ledger::format_genesis_json(genesis)))
        return fail(disk_refused(draft));
    const auto store = node::Store::open(draft.store(), true);
    if (!store.ok()) return fail(storage_error(draft, store.error()));
    const auto record = node::genesis_record(genesis);
    const auto committed = node::StoreChain(**store).commit(record);
    if (!committed.ok())
        return fail(refused("disk_failed", committed.error().message + ".",
                            "Check the disk and try again."));
    if (const auto flushed = (*store)->flush(); !flushed.ok())
        return fail(storage_error(draft, flushed.error()));
    return write_tip(draft, {record.height, record.app_hash});
}

// Nothing in a genesis tells whether its chain runs elsewhere already.
void warn_of_another_node() {
    std::fprintf(
        stderr,
        "tacitd: This node makes the blocks of that chain by itself; it does not join one "
        "that runs elsewhere. If another node has made blocks of it, the two part at block "
        "1: stop that node and move its home here instead.\n");
}

void warn_of_unseen_words(const Home& home) {
    std::fprintf(stderr,
                 "tacitd: Nobody has seen the words of %s: copies of that file, with its "
                 "passphrase, are its only backup.\n",
                 home.issuer_wallet().c_str());
}

CommandResult<void> check_options(const InitOptions& options) {
    if (options.dev == !options.genesis_file.empty())
        return fail(
            misused("genesis_choice", "A new home needs one genesis.",
                    "Give --dev to try things out, or --genesis FILE for a genesis of your own."));
    std::error_code ignored;
    if (!fs::exists(options.home.folder(), ignored) ||
        (fs::is_directory(options.home.folder(), ignored) &&
         fs::is_empty(options.home.folder(), ignored)))
        return {};
    return fail(refused("home_exists",
                        options.home.text() + " exists and is not empty; it was left alone.",
                        "Choose another --home, or start the node that is there."));
}

}  // namespace

CommandResult<void> run_init(const InitOptions& options) {
    TACIT_TRY_VOID(check_options(options));
    // Asked for before anything is made: whoever ends the program here finds nothing half done.
    wallet::SecretText passphrase;
    if (options.dev) {
        TACIT_TRY(passphrase, new_passphrase("the issuer's wallet"));
    }
    const fs::path target = fs::absolute(options.home.folder()).lexically_normal();
    // "DIR/" names the same folder, and must not put the draft inside it.
    Draft draft(target.has_filename() ? target : target.parent_path());
    if (!draft.create()) return fail(disk_refused(options.home));
    TACIT_TRY(const auto genesis, make_genesis(options, draft.home(), passphrase));
    TACIT_TRY_VOID(write_chain(draft.home(), genesis));
    if (!draft.keep_as(target.has_filename() ? target : target.parent_path()))
        return fail(disk_refused(options.home));

    if (options.dev)
        warn_of_unseen_words(options.home);
    else
        warn_of_another_node();
    const std::string chain_id = encode_hex(ledger::chain_id(genesis).bytes());
    if (options.json) {
        const json::Json out{{"home", options.home.text()},
                             {"chain_id", chain_id},
                             {"chain_name", genesis.chain_name}};
        std::printf("%s\n", json::to_text(out).c_str());
        return {};
    }
    std::printf("Made the home %s of chain %s (%s).\nStart it with: tacitd start --home %s\n",
                options.home.text().c_str(), genesis.chain_name.c_str(), chain_id.c_str(),
                options.home.text().c_str());
    return {};
}

}  // namespace tacit::apps
