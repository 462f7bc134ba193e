// Push: topics that clients of a WebSocket subscribe to, and that the node publishes on.
// Spec: docs/rpc.md, "Subscriptions".
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "node/rpc/method_registry.hpp"

namespace tacit::node::rpc {

/// Decides whether one subscriber gets one result; empty means always. Must be fast and not throw.
using TopicFilter = std::function<bool(const Json& result)>;

struct TopicSpec {
    std::string name;
    std::string summary;
    std::vector<ParamSpec> params;
    Json result_schema;
    /// Makes the filter of a new subscription from its params (an object, names checked), or
    /// refuses. Empty: no filter.
    std::function<Result<TopicFilter, RpcError>(const Json& params, const CallContext&)> open;
};

/// Thread-safe, except that topics and methods are added before the first call.
class SubscriptionHub {
  public:
    explicit SubscriptionHub(std::size_t subscriptions_per_connection_max = 32);

    /// Precondition: the name is new.
    void add_topic(TopicSpec topic);

    /// Adds tacit_subscribe and tacit_unsubscribe, after all topics. The hub must outlive the
    /// calls.
    void register_methods(MethodRegistry& registry);

    /// Queues `result` for every subscriber of the topic before it returns; never waits for a
    /// network. All subscribers see the results of a topic in the order of the publish calls.
    /// Precondition: the topic exists. Cost: one serialisation, and a queue entry a subscriber.
    void publish(const std::string& topic, const Json& result);

    /// Subscriptions whose connection is alive.
    std::size_t size() const;

  private:
    struct Subscription {
        std::string id;
        std::weak_ptr<Subscriber> subscriber;
        TopicFilter filter;
        bool is_open = false;  // false until the reply with the id is on its way
        std::vector<std::shared_ptr<const std::string>> held;
    };
    struct Topic {
        TopicSpec spec;
        std::list<Subscription> subscriptions;
    };

    Result<Json, RpcError> subscribe(const Json& params, const CallContext& context);
    Result<Json, RpcError> unsubscribe(const Json& params, const CallContext& context);
    // Both false when the subscriber is gone.
    static bool deliver(Subscription& one, const Json& result, const std::string& text);
    static bool start(Subscription& one, Subscriber& subscriber);

    void open(const std::string& topic, const std::string& id);
    void remove_dead();
    std::size_t count_of(const std::shared_ptr<Subscriber>& subscriber) const;

    std::size_t x_per_connection_max;
    mutable std::mutex x_mutex;
    std::map<std::string, Topic> x_topics;
    std::uint64_t x_next_id = 1;
};

}  // namespace tacit::node::rpc
