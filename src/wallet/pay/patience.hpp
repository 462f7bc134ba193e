// How long one program waits for another that uses the same wallet.
#pragma once

#include "wallet/environment.hpp"

namespace tacit::wallet {

class Patience {
  public:
    static constexpr std::chrono::milliseconds kWaitMax{120'000};
    static constexpr std::chrono::milliseconds kPause{200};

    /// Holds a reference.
    explicit Patience(const Environment& environment) : x_environment(environment) {}

    /// After something went on: all the time is there again.
    void renew() { x_waited = std::chrono::milliseconds(0); }

    /// Pauses a moment, and tells progress so. False, at once, when all the time is used up.
    bool wait() {
        if (x_waited >= kWaitMax) return false;
        x_environment.progress("waiting for payments on their way",
                               static_cast<std::uint64_t>(x_waited / std::chrono::seconds(1)),
                               static_cast<std::uint64_t>(kWaitMax / std::chrono::seconds(1)));
        x_environment.pause(kPause);
        x_waited += kPause;
        return true;
    }

  private:
    const Environment& x_environment;
    std::chrono::milliseconds x_waited{0};
};

}  // namespace tacit::wallet
