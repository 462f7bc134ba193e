// The commands of tacit-proof. Each returns its exit status.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "apps/host/exit_status.hpp"
#include "apps/host/setup_files.hpp"

namespace tacit::apps {

struct ProveOptions {
    std::uint64_t sample = 0;
    std::string out = "-";
    bool is_reproducible = false;
    std::size_t threads = 0;  // 0: one for each core
};
int prove_sample(const ProveOptions& options);

struct VerifyOptions {
    std::vector<std::string> files;  // "-": lines of standard input
    bool as_json = false;
};
int verify_files(const VerifyOptions& options);

/// Prints the rows and digests of the transfer circuit.
int print_description();
/// Prints the header that pins the transfer circuit's verifying key.
int print_key();

/// Says what is wrong with a file of the proof system.
void print_error(const SetupFileError& error);

}  // namespace tacit::apps
