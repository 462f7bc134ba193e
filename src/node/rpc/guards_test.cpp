// The server's guards one by one: rate, connection counts, cookie, origin and host.
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "node/rpc/connection_table.hpp"
#include "node/rpc/cookie.hpp"
#include "node/rpc/origin_policy.hpp"
#include "node/rpc/rate_limiter.hpp"

namespace tacit::node::rpc::guards_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(RateLimiterTest, BurstThenRate) {
    RateLimiter limiter({10, 3, 100});
    const RateLimiter::Time start{seconds(1000)};
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("a", start));
    EXPECT_FALSE(limiter.take("a", start));
    EXPECT_TRUE(limiter.take("b", start));
    EXPECT_FALSE(limiter.take("a", start + milliseconds(99)));
    EXPECT_TRUE(limiter.take("a", start + milliseconds(101)));
    EXPECT_FALSE(limiter.take("a", start + milliseconds(102)));
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("a", start + seconds(60)));
    EXPECT_FALSE(limiter.take("a", start + seconds(60)));
}

TEST(RateLimiterTest, TimeRunningBackwardsGivesNothing) {
    RateLimiter limiter({10, 1, 100});
    const RateLimiter::Time start{seconds(1000)};
    EXPECT_TRUE(limiter.take("a", start));
    EXPECT_FALSE(limiter.take("a", start - seconds(5)));
    EXPECT_FALSE(limiter.take("a", start + milliseconds(50)));
}

TEST(RateLimiterTest, ManyAddressesNeitherGrowTheTableNorWashOutABucket) {
    RateLimiter limiter({1, 2, 4});
    const RateLimiter::Time start{seconds(1000)};
    EXPECT_TRUE(limiter.take("attacker", start));
    EXPECT_TRUE(limiter.take("attacker", start));
    for (int i = 0; i < 50; ++i) limiter.take("other " + std::to_string(i), start);
    EXPECT_EQ(limiter.size(), 4U);
    EXPECT_FALSE(limiter.take("attacker", start));
    // Buckets that are full again are forgotten.
    EXPECT_TRUE(limiter.take("new", start + seconds(10)));
    EXPECT_EQ(limiter.size(), 1U);
}

TEST(ConnectionTableTest, CountsInTotalAndByAddress) {
    const auto table = std::make_shared<ConnectionTable>(3, 0, 2);
    auto first = table->enter("a", false);
    {
        const auto second = table->enter("a", false);
        EXPECT_TRUE(std::holds_alternative<ConnectionSlot>(second));
        EXPECT_EQ(std::get<ConnectionRefusal>(table->enter("a", false)),
                  ConnectionRefusal::kTooManyFromAddress);
        const auto exempt = table->enter("a", true);
        EXPECT_TRUE(std::holds_alternative<ConnectionSlot>(exempt));
        EXPECT_EQ(std::get<ConnectionRefusal>(table->enter("b", false)),
                  ConnectionRefusal::kTooMany);
        EXPECT_EQ(table->size(), 3U);
    }
    EXPECT_EQ(table->size(), 1U);
    EXPECT_TRUE(std::holds_alternative<ConnectionSlot>(table->enter("a", false)));
    auto moved = std::move(first);
    EXPECT_EQ(table->size(), 1U);
}

// Strangers from many addresses must not lock out the node's owner.
TEST(ConnectionTableTest, KeepsPlacesForExemptKeys) {
    const auto table = std::make_shared<ConnectionTable>(3, 1, 2);
    const auto first = table->enter("a", false);
    const auto second = table->enter("b", false);
    EXPECT_EQ(std::get<ConnectionRefusal>(table->enter("c", false)), ConnectionRefusal::kTooMany);
    const auto owner = table->enter("loopback", true);
    EXPECT_TRUE(std::holds_alternative<ConnectionSlot>(owner));
    EXPECT_EQ(std::get<ConnectionRefusal>(table->enter("loopback", true)),
              ConnectionRefusal::kTooMany);
    const auto all = std::make_shared<ConnectionTable>(1, 5, 2);
    EXPECT_EQ(std::get<ConnectionRefusal>(all->enter("a", false)), ConnectionRefusal::kTooMany);
}

// RFC 4648 §4, apart from the library that the code under test uses.
std::string base64(const std::string& text) {
    const char* alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t j = i; j < i + 3; ++j)
            group = group << 8U | (j < text.size() ? static_cast<unsigned char>(text[j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            out += i + j > text.size() ? '=' : alphabet[group >> (18 - 6 * j) & 63U];
    }
    return out;
}

class CookieTest : public ::testing::Test {
  protected:
    CookieTest() {
        std::string name =
            (std::filesystem::temp_directory_path() / "tacit_cookie_XXXXXX").string();
        x_folder = ::mkdtemp(name.data());
        x_file = x_folder / ".cookie";
    }
    ~CookieTest() override { std::filesystem::remove_all(x_folder); }
    std::string content() const {
        std::ifstream in(x_file);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    std::filesystem::path x_folder;
    std::filesystem::path x_file;
    tacit::testing::SeededRng x_rng{1};
};

TEST_F(CookieTest, IsPrivateAndRemovedAtTheEnd) {
    {
        const auto cookie = Cookie::create(x_file, x_rng);
        ASSERT_TRUE(cookie.ok());
        EXPECT_EQ(content().size(), 64U);
        struct stat info{};
        ASSERT_EQ(::stat(x_file.c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0777U, 0600U);
    }
    EXPECT_FALSE(std::filesystem::exists(x_file));
}

TEST_F(CookieTest, ReplacesAnOldOneWhateverItsMode) {
    std::ofstream(x_file) << "old";
    ::chmod(x_file.c_str(), 0666);
    const auto cookie = Cookie::create(x_file, x_rng);
    ASSERT_TRUE(cookie.ok());
    struct stat info{};
    ASSERT_EQ(::stat(x_file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    EXPECT_NE(content(), "old");
}

TEST_F(CookieTest, LeavesAnothersFileAlone) {
    {
        const auto cookie = Cookie::create(x_file, x_rng);
        std::ofstream(x_file) << "another node's";
    }
    EXPECT_EQ(content(), "another node's");
}

TEST_F(CookieTest, MatchesBothSchemes) {
    const auto cookie = Cookie::create(x_file, x_rng);
    const std::string hex = content();
    EXPECT_TRUE(cookie->matches("Bearer " + hex));
    EXPECT_TRUE(cookie->matches("bearer " + hex));
    EXPECT_TRUE(cookie->matches("Basic " + base64("__cookie__:" + hex)));
    EXPECT_FALSE(cookie->matches("Basic " + base64("another:" + hex)));
    EXPECT_FALSE(cookie->matches("Bearer " + hex + "0"));
    EXPECT_FALSE(cookie->matches("Bearer " + hex.substr(1)));
    EXPECT_FALSE(cookie->matches("Bearer " + std::string(64, '0')));
    EXPECT_FALSE(cookie->matches(hex));
    EXPECT_FALSE(cookie->matches(""));
    EXPECT_FALSE(cookie->matches("Basic "));
    EXPECT_FALSE(cookie->matches("Basic " + hex));
}

TEST(Cookie, SaysWhyItCannotBeWritten) {
    tacit::testing::SeededRng rng(1);
    const auto cookie = Cookie::create("/nonexistent/.cookie", rng);
    ASSERT_FALSE(cookie.ok());
    EXPECT_EQ(cookie.error(),
              "cannot write the cookie file /nonexistent/.cookie: No such file or directory");
}

TEST(OriginPolicyTest, HostsOfThisMachineOnly) {
    const OriginPolicy policy("node.example", {"Wallet.Example"}, {"https://wallet.example"});
    for (const char* host :
         {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "127.9.9.9", "[::1]",
          "[::1]:8080", "node.example:80", "wallet.example", "192.168.1.7:8080"})
        EXPECT_TRUE(policy.allows_host(host, "192.168.1.7")) << host;
    for (const char* host :
         {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example",
          "192.168.1.8", "", ":80", "[::1", "[::2]", "localhost:", "localhost:x",
          "localhost:123456", "localhost evil", "0.0.0.0"})
        EXPECT_FALSE(policy.allows_host(host, "192.168.1.7")) << host;
}

TEST(OriginPolicyTest, OriginsMustBeListedExactly) {
    const OriginPolicy policy("127.0.0.1", {}, {"https://wallet.example"});
    EXPECT_TRUE(policy.allows_origin("https://wallet.example"));
    for (const char* origin : {"http://wallet.example", "https://wallet.example:444", "null", "",
                               "https://wallet.example.evil", "http://localhost"})
        EXPECT_FALSE(policy.allows_origin(origin)) << origin;
}

}  // namespace
}  // namespace tacit::node::rpc::guards_test
