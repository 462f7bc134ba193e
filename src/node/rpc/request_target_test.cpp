#include "node/rpc/request_target.hpp"

#include <gtest/gtest.h>

namespace tacit::node::rpc::request_target_test {
namespace {

struct Case {
    std::string_view target, authority, path, query;
};

TEST(RequestTarget, IsSplit) {
    for (const Case& each : {
             Case{"/", "", "/", ""},
             Case{"/health", "", "/health", ""},
             Case{"/health?probe=1", "", "/health", "?probe=1"},
             Case{"/metrics?a=/b?c", "", "/metrics", "?a=/b?c"},
             Case{"/?", "", "/", "?"},
             Case{"http://node:9470/", "node:9470", "/", ""},
             Case{"http://node", "node", "/", ""},
             Case{"HTTP://node/health?x", "node", "/health", "?x"},
             Case{"http://node?x", "node", "/", "?x"},
             Case{"http://[::1]:1/metrics", "[::1]:1", "/metrics", ""},
             // None of these may pass for a path that is served.
             Case{"http:///health", "", "", ""},
             Case{"http://", "", "http://", ""},
             Case{"https://node/health", "", "https://node/health", ""},
             Case{"*", "", "*", ""},
             Case{"", "", "", ""},
             Case{"//node/health", "", "//node/health", ""},
         }) {
        const RequestTarget got = split_target(each.target);
        EXPECT_EQ(got.authority, each.authority) << each.target;
        EXPECT_EQ(got.path, each.path) << each.target;
        EXPECT_EQ(got.query, each.query) << each.target;
    }
}

TEST(RequestTarget, OnlyPagesTakeAQuery) {
    EXPECT_TRUE(split_target("/").is_rpc());
    EXPECT_FALSE(split_target("/?x").is_rpc());
    EXPECT_TRUE(split_target("/health?x").is_page());
    EXPECT_TRUE(split_target("/metrics?x").is_page());
    EXPECT_FALSE(split_target("/metric?x").is_page());
    EXPECT_FALSE(split_target("/health/").is_page());
}

}  // namespace
}  // namespace tacit::node::rpc::request_target_test
