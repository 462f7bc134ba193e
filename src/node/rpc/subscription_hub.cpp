#include "node/rpc/subscription_hub.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"
#include "node/rpc/params.hpp"

namespace tacit::node::rpc {
namespace {

constexpr std::size_t kNameBytesMax = 64;
// More than this many results are not held for a reply that hangs (behind a slow call of the same
// batch): they are sent before the reply then, under the connection's own queue bound.
constexpr std::size_t kHeldMax = 1024;

RpcError needs_web_socket() {
    return {kNeedsWebSocket, "subscriptions need a WebSocket", "needs_web_socket",
            "connect to the same port with ws://"};
}

std::shared_ptr<const std::string> notification(const std::string& id, const std::string& result) {
    return std::make_shared<const std::string>(
        fmt::format(R"({{"jsonrpc":"2.0","method":"tacit_subscription","params":)"
                    R"({{"subscription":"{}","result":{}}}}})",
                    id, result));
}

Json names_of(const auto& topics) {
    Json names = Json::array();
    for (const auto& [name, topic] : topics) names.push_back(name);
    return names;
}

}  // namespace

SubscriptionHub::SubscriptionHub(std::size_t subscriptions_per_connection_max)
    : x_per_connection_max(subscriptions_per_connection_max) {}

void SubscriptionHub::add_topic(TopicSpec topic) {
    const std::lock_guard lock(x_mutex);
    const std::string name = topic.name;
    TACIT_CHECK(!name.empty());
    const bool is_new = x_topics.try_emplace(name, Topic{std::move(topic), {}}).second;
    TACIT_CHECK(is_new);
}

void SubscriptionHub::register_methods(MethodRegistry& registry) {
    MethodSpec subscribe_spec;
    subscribe_spec.name = "tacit_subscribe";
    subscribe_spec.summary =
        "Starts pushing a topic's results to this WebSocket, as tacit_subscription notifications.";
    for (const auto& [name, topic] : x_topics)
        subscribe_spec.pushes.push_back(
            {name, topic.spec.summary, topic.spec.params, topic.spec.result_schema});
    subscribe_spec.params = {
        {"topic", {{"type", "string"}, {"enum", names_of(x_topics)}}, "What to push.", true},
        {"params", {{"type", "object"}}, "What the topic takes.", false}};
    subscribe_spec.result_schema = {{"type", "string"}, {"description", "subscription id"}};
    subscribe_spec.errors = {{kNeedsWebSocket, "needs_web_socket", "asked over plain HTTP"},
                             {kBusy, "busy", "too many subscriptions on this connection"}};
    registry.add(std::move(subscribe_spec), [this](const Json& params, const CallContext& context) {
        return subscribe(params, context);
    });

    MethodSpec unsubscribe_spec;
    unsubscribe_spec.name = "tacit_unsubscribe";
    unsubscribe_spec.summary = "Ends a subscription of this WebSocket; false if there is none.";
    unsubscribe_spec.params = {{"subscription", {{"type", "string"}}, "Its id.", true}};
    unsubscribe_spec.result_schema = {{"type", "boolean"}};
    unsubscribe_spec.errors = {{kNeedsWebSocket, "needs_web_socket", "asked over plain HTTP"}};
    registry.add(std::move(unsubscribe_spec),
                 [this](const Json& params, const CallContext& context) {
                     return unsubscribe(params, context);
                 });
}

void SubscriptionHub::publish(const std::string& topic, const Json& result) {
    const std::string text = json::to_text(result);
    const std::lock_guard lock(x_mutex);
    const auto found = x_topics.find(topic);
    TACIT_CHECK(found != x_topics.end());
    found->second.subscriptions.remove_if(
        [&](Subscription& one) { return !deliver(one, result, text); });
}

bool SubscriptionHub::deliver(Subscription& one, const Json& result, const std::string& text) {
    const auto subscriber = one.subscriber.lock();
    if (subscriber == nullptr) return false;
    if (one.filter && !one.filter(result)) return true;
    auto message = notification(one.id, text);
    if (one.is_open) return subscriber->push(std::move(message));
    one.held.push_back(std::move(message));
    return one.held.size() <= kHeldMax || start(one, *subscriber);
}

bool SubscriptionHub::start(Subscription& one, Subscriber& subscriber) {
    one.is_open = true;
    for (auto& message : std::exchange(one.held, {}))
        if (!subscriber.push(std::move(message))) return false;
    return true;
}

std::size_t SubscriptionHub::size() const {
    const std::lock_guard lock(x_mutex);
    std::size_t count = 0;
    for (const auto& [name, topic] : x_topics)
        for (const Subscription& one : topic.subscriptions)
            count += one.subscriber.expired() ? 0 : 1;
    return count;
}

Result<Json, RpcError> SubscriptionHub::subscribe(const Json& params, const CallContext& context) {
    if (context.subscriber == nullptr) return fail(needs_web_socket());
    const Params reader(params);
    TACIT_TRY(const std::string name, reader.text("topic", kNameBytesMax));
    TACIT_TRY(const Json given, reader.object_or_empty("params"));
    const auto found = x_topics.find(name);  // topics do not change any more: no lock
    if (found == x_topics.end()) return fail(invalid_param("topic", "unknown topic"));
    const TopicSpec& spec = found->second.spec;
    TACIT_TRY(const Json named, name_params(spec.params, &given));
    TopicFilter filter;
    if (spec.open) {
        TACIT_TRY(filter, spec.open(named, context));
    }

    const std::lock_guard lock(x_mutex);
    remove_dead();
    if (count_of(context.subscriber) >= x_per_connection_max)
        return fail(RpcError{kBusy, "too many subscriptions on this connection", "busy",
                             "end one with tacit_unsubscribe first"});
    std::string id = fmt::format("sub-{}", x_next_id++);
    found->second.subscriptions.push_back({id, context.subscriber, std::move(filter), false, {}});
    // What is published from now on is held until the caller can know the id.
    context.after_reply([this, name, id] { open(name, id); });
    return Json(std::move(id));
}

Result<Json, RpcError> SubscriptionHub::unsubscribe(const Json& params,
                                                    const CallContext& context) {
    if (context.subscriber == nullptr) return fail(needs_web_socket());
    TACIT_TRY(const std::string id, Params(params).text("subscription", kNameBytesMax));
    const std::lock_guard lock(x_mutex);
    std::size_t removed = 0;
    for (auto& [name, topic] : x_topics) {
        // Ids are guessable: one connection must not end the subscription of another.
        removed += topic.subscriptions.remove_if([&](const Subscription& one) {
            return one.id == id && one.subscriber.lock() == context.subscriber;
        });
    }
    return Json(removed > 0);
}

void SubscriptionHub::open(const std::string& topic, const std::string& id) {
    const std::lock_guard lock(x_mutex);
    x_topics.at(topic).subscriptions.remove_if([&](Subscription& one) {
        if (one.id != id || one.is_open) return false;
        const auto subscriber = one.subscriber.lock();
        return subscriber == nullptr || !start(one, *subscriber);
    });
}

void SubscriptionHub::remove_dead() {
    for (auto& [name, topic] : x_topics)
        topic.subscriptions.remove_if(
            [](const Subscription& one) { return one.subscriber.expired(); });
}

std::size_t SubscriptionHub::count_of(const std::shared_ptr<Subscriber>& subscriber) const {
    std::size_t count = 0;
    for (const auto& [name, topic] : x_topics)
        for (const Subscription& one : topic.subscriptions)
            count += one.subscriber.lock() == subscriber ? 1 : 0;
    return count;
}

}  // namespace tacit::node::rpc
