#include "apps/host/core_dumps.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/check.hpp"

namespace tacit::apps {

void disable_core_dumps() {
    const rlimit none{0, 0};
    TACIT_CHECK(::setrlimit(RLIMIT_CORE, &none) == 0);
    // The limit does not bind where core_pattern is a pipe, as under systemd: core(5).
    TACIT_CHECK(::prctl(PR_SET_DUMPABLE, 0) == 0);
}

}  // namespace tacit::apps
