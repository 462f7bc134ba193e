// The proof system's files beside the programs.
#pragma once

#include <filesystem>
#include <string>

#include "base/executor.hpp"
#include "base/result.hpp"
#include "zk/curve/commitment_key.hpp"
#include "zk/curve/setup.hpp"

namespace tacit::apps {

struct SetupFileError {
    std::filesystem::path file;
    std::string reason;  // what is wrong with it; empty when it is missing

    bool is_missing() const { return reason.empty(); }
    std::string code() const { return is_missing() ? "setup_missing" : "setup_invalid"; }
    /// One sentence.
    std::string message() const;
    /// What to do.
    std::string hint() const;
};

/// share_dir()/setup.bin.
Result<zk::Setup, SetupFileError> load_setup();

/// share_dir()/commitment_key.bin, which only saves time: where it is missing or damaged, the key
/// is made from the setup.
Result<zk::CommitmentKey, SetupFileError> load_commitment_key(Executor& executor);

}  // namespace tacit::apps
