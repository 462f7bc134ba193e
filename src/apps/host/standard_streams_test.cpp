#include "apps/host/standard_streams.hpp"

#include <cstdio>
#include <fcntl.h>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace tacit::apps::standard_streams_test {
namespace {

/// Runs it in a process of its own, whose standard output `prepare` chose first.
template <class Prepare, class Task>
int status_of(const Prepare& prepare, const Task& task) {
    std::fflush(stdout);
    std::cout.flush();
    const pid_t child = ::fork();
    if (child == 0) {
        prepare();
        ::_exit(task());
    }
    int status = -1;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return status;
}

void to_file(const char* file) {
    ::dup2(::open(file, O_WRONLY), STDOUT_FILENO);
}

int write_twice() {
    write_output("one");
    if (!is_output_whole()) {
        to_file("/dev/null");  // there is room again: what was lost stays lost
        write_output("two");
        return is_output_whole() ? 2 : 1;
    }
    return 0;
}

TEST(StandardStreams, OutputThatArrivedIsWhole) {
    EXPECT_EQ(status_of([] { to_file("/dev/null"); }, write_twice), 0);
}

TEST(StandardStreams, AFullDiskIsNoticedAndNotForgotten) {
    const int status = status_of([] { to_file("/dev/full"); }, write_twice);
    EXPECT_EQ(WEXITSTATUS(status), 1);
}

TEST(StandardStreams, AFullDiskIsNoticedThroughCxxStreamsToo) {
    const int status = status_of([] { to_file("/dev/full"); },
                                 [] {
                                     std::cout << "help";
                                     return is_output_whole() ? 0 : 1;
                                 });
    EXPECT_EQ(WEXITSTATUS(status), 1);
}

TEST(StandardStreams, AClosedOneIsTakenByNothingElse) {
    const auto close_all = [] {
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::close(descriptor);
    };
    const int status = status_of(close_all, [] {
        fill_standard_streams();
        char byte = 0;
        const bool is_dead = ::read(STDIN_FILENO, &byte, 1) < 0 &&
                             ::write(STDOUT_FILENO, &byte, 1) < 0 &&
                             ::write(STDERR_FILENO, &byte, 1) < 0;
        const int next = ::open("/dev/null", O_RDONLY);
        write_output("lost");
        return is_dead && next > STDERR_FILENO && !is_output_whole() ? 0 : 1;
    });
    EXPECT_EQ(status, 0);
}

TEST(StandardStreams, OpenOnesAreLeftAlone) {
    const int status = status_of([] { to_file("/dev/null"); },
                                 [] {
                                     fill_standard_streams();
                                     write_output("there");
                                     return is_output_whole() ? 0 : 1;
                                 });
    EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace tacit::apps::standard_streams_test
