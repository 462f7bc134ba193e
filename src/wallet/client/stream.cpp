#include "wallet/client/stream.hpp"

#include <utility>

#include "wallet/client/reply.hpp"

namespace tacit::wallet {

Stream::Stream(std::size_t queue_max, StreamCallback callback)
    : x_queue_max(queue_max), x_callback(std::move(callback)) {}

bool Stream::push(Json result) {
    const std::lock_guard lock(x_mutex);
    if (x_is_detached || x_end) return false;
    if (x_callback) {
        x_callback(std::move(result));
        return true;
    }
    if (x_queue.size() >= x_queue_max) {
        x_end = transport_error(TransportErrorKind::kClosed, true,
                                "results came faster than they were read; subscribe again");
    } else {
        x_queue.push_back(std::move(result));
    }
    x_changed.notify_all();
    return !x_end;
}

void Stream::finish(const TransportError& error) {
    const std::lock_guard lock(x_mutex);
    if (x_is_detached || x_end) return;
    x_end = error;
    x_changed.notify_all();
    if (x_callback) x_callback(fail(error));
}

void Stream::detach() {
    const std::lock_guard lock(x_mutex);
    x_is_detached = true;
}

Result<std::optional<Json>, TransportError> Stream::next(std::chrono::milliseconds timeout) {
    std::unique_lock lock(x_mutex);
    x_changed.wait_for(lock, timeout, [this] { return !x_queue.empty() || x_end; });
    if (!x_queue.empty()) {
        std::optional<Json> result(std::move(x_queue.front()));
        x_queue.pop_front();
        return result;
    }
    if (x_end) return fail(*x_end);
    return std::optional<Json>{};
}

}  // namespace tacit::wallet
