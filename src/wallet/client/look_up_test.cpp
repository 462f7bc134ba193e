// Looking names up, with name servers that answer, know nothing, or hang.
#include "wallet/client/look_up.hpp"

#include <future>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tacit::wallet::look_up_test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

LookedUp look_up(milliseconds timeout, const LookUp& how) {
    asio::io_context io{1};
    LookedUp out;
    asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
            out = co_await look_up_within(timeout, "node.example", 9470, how);
        },
        asio::detached);
    io.run();
    return out;
}

TEST(LookUp, GivesWhatTheSystemFound) {
    const tcp::endpoint found(asio::ip::make_address("2001:db8::1"), 9470);
    const auto started = steady_clock::now();
    const LookedUp out = look_up(milliseconds(60'000), [&](const std::string& host, auto port) {
        EXPECT_EQ(host, "node.example");
        EXPECT_EQ(port, 9470);
        return std::vector{found};
    });
    EXPECT_FALSE(out.is_late);
    EXPECT_THAT(out.addresses, ::testing::ElementsAre(found));
    EXPECT_LT(steady_clock::now() - started, milliseconds(30'000)) << "it waited for the timeout";
}

TEST(LookUp, AnUnknownNameHasNoAddress) {
    const LookedUp out = look_up(milliseconds(60'000),
                                 [](const auto&, auto) { return std::vector<tcp::endpoint>(); });
    EXPECT_FALSE(out.is_late);
    EXPECT_THAT(out.addresses, ::testing::IsEmpty());
}

TEST(LookUp, ANameServerThatHangsIsNotWaitedFor) {
    std::promise<void> answer;
    std::promise<void> answered;
    const auto hangs = [may_answer = answer.get_future().share(), &answered](const auto&, auto) {
        may_answer.wait();
        answered.set_value_at_thread_exit();
        return std::vector<tcp::endpoint>(1);
    };
    const LookedUp out = look_up(milliseconds(20), hangs);
    EXPECT_TRUE(out.is_late);
    EXPECT_THAT(out.addresses, ::testing::IsEmpty());
    // Its answer comes after the one who asked, and the asker's executor, are gone.
    answer.set_value();
    answered.get_future().wait();
}

TEST(LookUp, TheSystemKnowsThisMachine) {
    const auto found = system_look_up("localhost", 9470);
    ASSERT_FALSE(found.empty());
    for (const auto& each : found) {
        EXPECT_TRUE(each.address().is_loopback()) << each;
        EXPECT_EQ(each.port(), 9470);
    }
}

}  // namespace
}  // namespace tacit::wallet::look_up_test
