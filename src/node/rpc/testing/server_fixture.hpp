// A server on a free loopback port with a few methods and one topic, for tests.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "node/log.hpp"
#include "node/rpc/openrpc.hpp"
#include "node/rpc/server.hpp"
#include "node/rpc/subscription_hub.hpp"

namespace tacit::node::rpc::testing {

/// Methods: `echo {value}`; `admin`; `block`, which returns once release() was called; `large`, of
/// a megabyte. Topic: `news`.
class ServerFixture : public ::testing::Test {
  protected:
    ServerFixture() {
        configure_log({LogLevel::kOff, LogFormat::kKeyValue, {}});
        x_hub.add_topic({"news", "For tests.", {}, Json::object(), {}});
        x_hub.register_methods(x_registry);
        add("echo", {{"value", Json::object(), "", true}},
            [](const Json& params, const CallContext&) { return params.at("value"); });
        add("admin", {}, [](const Json&, const CallContext&) { return Json("done"); }, true);
        add("block", {}, [this](const Json&, const CallContext&) {
            ++x_blocked;
            x_released.wait();
            return Json("released");
        });
        add("large", {}, [this](const Json&, const CallContext&) {
            ++x_large;
            return Json(std::string(1U << 20, 'x'));
        });
        register_discover(x_registry, {"Test", "1", "For tests."});
        x_options.limits.close_timeout = std::chrono::milliseconds(500);
        x_options.limits.drain_timeout = std::chrono::milliseconds(1500);
    }
    ~ServerFixture() override {
        release();
        x_server.reset();
        configure_log({});
    }

    void start() {
        x_server = std::make_unique<Server>(
            x_options, ServerParts{x_registry, x_metrics, [this] { return x_health; }, x_cookie});
        const auto bound = x_server->start();
        ASSERT_TRUE(bound.ok()) << bound.error().message;
        x_port = bound->port;
    }
    void release() {
        if (!std::exchange(x_is_released, true)) x_release.set_value();
    }
    /// Waits until `count` calls are inside `block`.
    bool wait_blocked(int count) const {
        for (int i = 0; i < 2000 && x_blocked < count; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return x_blocked == count;
    }
    bool wait_subscribers(std::size_t count) const {
        for (int i = 0; i < 2000 && x_hub.size() != count; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return x_hub.size() == count;
    }

    ServerOptions x_options;
    MethodRegistry x_registry;
    MetricsRegistry x_metrics;
    SubscriptionHub x_hub;
    Health x_health;
    const Cookie* x_cookie = nullptr;
    std::unique_ptr<Server> x_server;
    std::uint16_t x_port = 0;
    std::atomic<int> x_blocked{0};
    std::atomic<int> x_large{0};  // calls of `large`

  private:
    void add(const std::string& name, std::vector<ParamSpec> params,
             std::function<Json(const Json&, const CallContext&)> body,
             bool administrative = false) {
        MethodSpec spec{name, "For tests.", std::move(params), Json::object(), {}, administrative};
        x_registry.add(std::move(spec),
                       [body = std::move(body)](const Json& given, const CallContext& context) {
                           return Result<Json, RpcError>(body(given, context));
                       });
    }

    bool x_is_released = false;
    std::promise<void> x_release;
    std::shared_future<void> x_released = x_release.get_future().share();
};

inline std::string echo(const std::string& value, int id = 1) {
    return R"({"jsonrpc":"2.0","method":"echo","params":{"value":)" + value + R"(},"id":)" +
           std::to_string(id) + "}";
}
inline std::string call(const std::string& method, int id = 1) {
    return R"({"jsonrpc":"2.0","method":")" + method + R"(","id":)" + std::to_string(id) + "}";
}
inline const char* const kSubscribe =
    R"({"jsonrpc":"2.0","method":"tacit_subscribe","params":["news"],"id":1})";

}  // namespace tacit::node::rpc::testing
