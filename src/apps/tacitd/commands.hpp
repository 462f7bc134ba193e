// The commands of tacitd. Each prints its result on standard output.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/tacitd/home.hpp"
#include "node/log.hpp"

namespace tacit::apps {

struct InitOptions {
    Home home{""};
    bool dev = false;
    std::string genesis_file;  // empty: none given
    bool json = false;
};

struct StartOptions {
    Home home{""};
    std::string rpc = "127.0.0.1:9470";
    std::vector<std::string> allowed_hosts;
    std::vector<std::string> allowed_origins;
    node::LogLevel log_level = node::LogLevel::kInfo;
    node::LogFormat log_format = node::LogFormat::kKeyValue;
};

struct ReadOptions {
    Home home{""};
    bool json = false;
};

/// Makes a home, all of it durable or nothing of it.
CommandResult<void> run_init(const InitOptions& options);
/// Runs until SIGTERM, SIGINT or tacit_stop.
CommandResult<void> run_start(const StartOptions& options);
/// Of a home that runs or not.
CommandResult<void> run_status(const ReadOptions& options);
/// Recomputes everything; the home must not run. An error with code check_failed when something
/// differs; the result is printed before.
CommandResult<void> run_check(const ReadOptions& options);

}  // namespace tacit::apps
