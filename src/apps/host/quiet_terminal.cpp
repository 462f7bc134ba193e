#include "apps/host/quiet_terminal.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/check.hpp"
#include "base/secret.hpp"

namespace tacit::apps {
namespace {

constexpr std::array kSignals = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP};

// What a signal handler may know: it notes the signal here, and the asking thread obeys, whichever
// thread the signal came to.
int g_signal_pipe[2] = {-1, -1};  // -1: nobody asks
std::array<struct sigaction, kSignals.size()> g_before;

void note_signal(int signal) {
    const int error_before = errno;
    const auto byte = static_cast<std::uint8_t>(signal);
    static_cast<void>(::write(g_signal_pipe[1], &byte, 1) == 1);
    errno = error_before;
}

/// A signal that is ignored (nohup, say) stays so.
void catch_signals() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        TACIT_CHECK(::sigaction(kSignals[i], nullptr, &g_before[i]) == 0);
        if (g_before[i].sa_handler == SIG_IGN) continue;
        struct sigaction noting{};
        noting.sa_handler = note_signal;
        noting.sa_flags = SA_RESTART;
        TACIT_CHECK(::sigaction(kSignals[i], &noting, nullptr) == 0);
    }
}

void release_signals() {
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        TACIT_CHECK(::sigaction(kSignals[i], &g_before[i], nullptr) == 0);
}

}  // namespace

QuietTerminal::QuietTerminal() : x_terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (x_terminal < 0 || ::tcgetattr(x_terminal, &x_before) != 0) return;
    TACIT_CHECK(g_signal_pipe[0] == -1);
    if (::pipe2(g_signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return;
    x_is_usable = true;
    hush();
}

QuietTerminal::~QuietTerminal() {
    if (x_is_usable) {
        restore();
        for (int& end : g_signal_pipe) {
            ::close(end);
            end = -1;
        }
    }
    if (x_terminal >= 0) ::close(x_terminal);
}

void QuietTerminal::hush() {
    catch_signals();  // first: from here on nothing ends the program with echo off
    termios quiet = x_before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(x_terminal, TCSAFLUSH, &quiet);
}

void QuietTerminal::restore() {
    // Half a secret must not be left for whoever reads the terminal next.
    ::tcsetattr(x_terminal, TCSAFLUSH, &x_before);
    release_signals();
}

void QuietTerminal::write(std::string_view text) const {
    static_cast<void>(::write(x_terminal, text.data(), text.size()) == 0);
}

bool QuietTerminal::read(std::uint8_t& byte) {
    while (true) {
        pollfd sources[] = {{g_signal_pipe[0], POLLIN, 0}, {x_terminal, POLLIN, 0}};
        if (::poll(sources, 2, -1) < 0) {
            TACIT_CHECK(errno == EINTR);
            continue;
        }
        std::uint8_t signal = 0;
        if (sources[0].revents != 0 && ::read(g_signal_pipe[0], &signal, 1) == 1) {
            x_signal = signal;
            return false;
        }
        if (sources[1].revents != 0) return ::read(x_terminal, &byte, 1) == 1;
    }
}

/// Returns if the signal stopped the program, and it goes on, or if something else handles it.
void QuietTerminal::obey_signal() {
    write("\n");
    restore();
    // The system discards SIGTSTP where no shell is there to go on with; asking on, without echo,
    // is not what the key means then either.
    ::raise(x_signal == SIGTSTP ? SIGSTOP : x_signal);
    x_signal = 0;
    hush();
}

std::size_t QuietTerminal::ask(std::string_view question, MutableByteSpan line) {
    while (true) {
        write(question);
        std::size_t size = 0;
        std::uint8_t byte = 0;
        while (read(byte) && byte != '\n')
            if (size < line.size()) line[size++] = byte;
        secure_zero(&byte, sizeof byte);
        if (x_signal == 0) {
            write("\n");
            return size;
        }
        secure_zero(line.data(), line.size());
        obey_signal();
    }
}

}  // namespace tacit::apps
