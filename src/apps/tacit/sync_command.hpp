// sync: reads the chain, and says whose word it rests on.
#pragma once

#include <optional>
#include <string>

#include "apps/tacit/session.hpp"

namespace tacit::apps {

struct SyncOptions {
    std::string app_hash;  // hex; believe the chain that has this block; empty: none
    bool again = false;
    std::optional<std::uint32_t> from;  // with `again`: the first block to be read
};

/// Errors beside those of Wallet::sync: bad_app_hash; bad_options for a `from` without `again`, or
/// both ways of reading at once.
wallet::WalletResult<int> sync(Session& session, const SyncOptions& options);

}  // namespace tacit::apps
