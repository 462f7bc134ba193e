#include "node/store/failpoint.hpp"

#include <atomic>
#include <charconv>
#include <csignal>
#include <string>

namespace tacit::node {
namespace {

struct Armed {
    std::string name;
    int pass = 1;
    std::atomic<int> passes = 0;
};

Armed& armed() {
    static Armed state;
    return state;
}

}  // namespace

void arm_failpoint(std::string_view place) {
    Armed& state = armed();
    const auto colon = place.find(':');
    state.name = place.substr(0, colon);
    state.pass = 1;
    state.passes = 0;
    if (colon == std::string_view::npos) return;
    const std::string_view count = place.substr(colon + 1);
    std::from_chars(count.data(), count.data() + count.size(), state.pass);
}

void failpoint(std::string_view name) {
    Armed& state = armed();
    if (state.name.empty() || state.name != name) return;
    if (++state.passes == state.pass) std::raise(SIGKILL);
}

}  // namespace tacit::node
