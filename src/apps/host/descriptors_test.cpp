#include "apps/host/descriptors.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace tacit::apps::descriptors_test {
namespace {

/// What raise_descriptor_limit says, and the limit then, in a process that starts with this one.
std::pair<int, int> raised(rlimit from, std::uint64_t needed) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::setrlimit(RLIMIT_NOFILE, &from);
        const auto said = static_cast<int>(raise_descriptor_limit(needed));
        rlimit after{};
        ::getrlimit(RLIMIT_NOFILE, &after);
        const int told[2] = {said, static_cast<int>(after.rlim_cur)};
        ::_exit(::write(ends[1], told, sizeof told) == sizeof told ? 0 : 1);
    }
    int told[2] = {-1, -1};
    EXPECT_EQ(::read(ends[0], told, sizeof told), static_cast<ssize_t>(sizeof told));
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    ::close(ends[1]);
    return {told[0], told[1]};
}

TEST(DescriptorLimit, IsRaisedAsFarAsTheSystemLetsIt) {
    EXPECT_EQ(raised({64, 200}, 100), std::pair(100, 100));
    EXPECT_EQ(raised({64, 80}, 100), std::pair(80, 80));
    EXPECT_EQ(raised({150, 200}, 100), std::pair(150, 150));  // never lowered
}

}  // namespace
}  // namespace tacit::apps::descriptors_test
