#include "apps/host/descriptors.hpp"

#include <algorithm>
#include <sys/resource.h>

#include "base/check.hpp"

namespace tacit::apps {

std::uint64_t raise_descriptor_limit(std::uint64_t needed) {
    rlimit limit{};
    TACIT_CHECK(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
    if (limit.rlim_cur >= needed) return limit.rlim_cur;
    rlimit raised = limit;
    raised.rlim_cur = std::min<rlim_t>(needed, limit.rlim_max);
    return ::setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

}  // namespace tacit::apps
