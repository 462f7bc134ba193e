#include "wallet/environment.hpp"

#include <thread>

namespace tacit::wallet {

void sleep_for(std::chrono::milliseconds duration) {
    std::this_thread::sleep_for(duration);
}

}  // namespace tacit::wallet
