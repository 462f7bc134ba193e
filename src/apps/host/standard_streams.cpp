#include "apps/host/standard_streams.hpp"

#include <cstdio>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>

#include "base/check.hpp"

namespace tacit::apps {

void fill_standard_streams() {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1) continue;
        // The lowest free number is given out: this one. Opened the wrong way round.
        const int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        TACIT_CHECK(::open("/dev/null", mode) == descriptor);
    }
}

void write_output(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

bool is_output_whole() {
    std::cout.flush();
    // The stream's own memory of earlier failures counts too.
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
}

}  // namespace tacit::apps
