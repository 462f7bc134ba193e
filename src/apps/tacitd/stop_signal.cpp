#include "apps/tacitd/stop_signal.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/check.hpp"

namespace tacit::apps {

StopSignal::StopSignal() : x_event(::eventfd(0, EFD_CLOEXEC)) {
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGTERM);
    ::sigaddset(&set, SIGINT);
    TACIT_CHECK(::pthread_sigmask(SIG_BLOCK, &set, nullptr) == 0);
    x_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
    TACIT_CHECK(x_event >= 0 && x_signals >= 0);
    // A reader of our output that went away must not end the node.
    std::signal(SIGPIPE, SIG_IGN);
}

StopSignal::~StopSignal() {
    ::close(x_event);
    ::close(x_signals);
}

void StopSignal::request() const {
    const std::uint64_t one = 1;
    TACIT_CHECK(::write(x_event, &one, sizeof one) == sizeof one);
}

void StopSignal::wait() const {
    pollfd sources[] = {{x_event, POLLIN, 0}, {x_signals, POLLIN, 0}};
    while (::poll(sources, 2, -1) < 0) TACIT_CHECK(errno == EINTR);
}

}  // namespace tacit::apps
