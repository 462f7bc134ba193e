// What a wallet needs of the machine around it.
#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "base/clock.hpp"
#include "base/executor.hpp"
#include "base/rng.hpp"
#include "wallet/keystore/keystore.hpp"

namespace tacit::wallet {

/// Told how far a long task is: its name, what is done and what there is to do in all.
using Progress = std::function<void(std::string_view task, std::uint64_t done, std::uint64_t all)>;

/// Tells processes of this machine apart, also when a process id is used again.
class Processes {
  public:
    virtual ~Processes() = default;
    virtual std::uint64_t self() const = 0;
    virtual bool is_running(std::uint64_t process) const = 0;
};

/// Lets time pass while another program is at work.
using Pause = std::function<void(std::chrono::milliseconds)>;
void sleep_for(std::chrono::milliseconds duration);

struct Environment {
    Rng& rng;
    const Clock& clock;
    Executor& executor;
    const Processes& processes;
    Progress progress = [](std::string_view, std::uint64_t, std::uint64_t) {};
    KdfCost kdf_cost{};  // of new wallet files
    Pause pause = sleep_for;
};

}  // namespace tacit::wallet
