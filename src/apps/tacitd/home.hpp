// A node's home: where its files are, and how it is opened. Spec: §11.1.
#pragma once

#include <filesystem>
#include <memory>

#include "apps/tacitd/command_error.hpp"
#include "ledger/genesis.hpp"
#include "node/engine/engine.hpp"
#include "node/service/store_chain.hpp"

namespace tacit::apps {

/// Paths in a home.
class Home {
  public:
    explicit Home(std::filesystem::path folder) : x_folder(std::move(folder)) {}

    const std::filesystem::path& folder() const { return x_folder; }
    std::filesystem::path store() const { return x_folder / "store"; }
    /// What was final last, noted beside the store.
    std::filesystem::path tip() const { return x_folder / "tip"; }
    std::filesystem::path genesis() const { return x_folder / "genesis.json"; }
    std::filesystem::path issuer_wallet() const { return x_folder / "issuer.wallet"; }
    std::filesystem::path cookie() const { return x_folder / ".cookie"; }
    /// The URL of the node that runs here; absent while none does.
    std::filesystem::path endpoint() const { return x_folder / "endpoint"; }

    std::string text() const { return x_folder.string(); }

  private:
    std::filesystem::path x_folder;
};

/// A home whose chain's end was checked. Holds the home's lock while it lives.
struct OpenHome {
    std::unique_ptr<node::Store> store;
    std::unique_ptr<node::TipRecord> tip_record;  // null until note_tips
    std::unique_ptr<node::StoreChain> chain;
    ledger::Genesis genesis;
    node::ChainTip tip;
};

/// kRead changes nothing in the home, and needs no more than to read it.
enum class Access { kRead, kWrite };

/// Errors: no_home, already_running, genesis_mismatch, corrupt_home, disk_full, disk_failed.
CommandResult<OpenHome> open_home(const Home& home, Access access);

/// Makes or replaces the home's tip record, durably. Error: disk_failed.
CommandResult<void> write_tip(const Home& home, const node::NotedTip& tip);

/// Precondition: opened with kWrite. Notes the tip, and from now on every block that the chain
/// commits. A home of an earlier version gets its record here. Error: disk_failed.
CommandResult<void> note_tips(const Home& home, OpenHome& opened);

/// The error of a storage operation on this home.
CommandError storage_error(const Home& home, const node::StoreError& error);

}  // namespace tacit::apps
