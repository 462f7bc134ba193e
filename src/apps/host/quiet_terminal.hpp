// The controlling terminal while a secret is typed. However the program is ended or stopped
// meanwhile, the terminal echoes again: a shell that mends it by itself is not always there.
#pragma once

#include <cstddef>
#include <string_view>
#include <termios.h>

#include "base/bytes.hpp"

namespace tacit::apps {

/// Echo is off while it lives. SIGINT, SIGQUIT, SIGTERM, SIGHUP and SIGTSTP put it on before they
/// do what they would have done; a program that was stopped and goes on turns it off and asks
/// again. One at a time; ask() is called by one thread.
class QuietTerminal {
  public:
    QuietTerminal();
    ~QuietTerminal();
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

    /// False where there is no terminal; then it does nothing.
    bool is_usable() const { return x_is_usable; }

    /// Asks, and reads a line into `line`, without its end. Returns its size; what is longer than
    /// the buffer is left out.
    std::size_t ask(std::string_view question, MutableByteSpan line);

  private:
    void hush();
    void restore();
    void write(std::string_view text) const;
    /// The next byte typed. Nothing at the end of input; then, or after a signal, `x_signal` is
    /// set.
    bool read(std::uint8_t& byte);
    void obey_signal();

    int x_terminal;
    termios x_before{};
    bool x_is_usable = false;
    int x_signal = 0;  // that came while asking; 0: none
};

}  // namespace tacit::apps
