#include "node/rpc/rate_limiter.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::node::rpc {
namespace {

// A sweep costs the whole table; under attack at most one a second.
constexpr std::chrono::seconds kSweepInterval{1};

}  // namespace

RateLimiter::RateLimiter(const RateLimit& limit) : x_limit(limit) {
    TACIT_CHECK(limit.tokens_per_second > 0 && limit.burst >= 1 && limit.keys_max >= 1);
}

bool RateLimiter::take(const std::string& key, Time now) {
    const std::lock_guard lock(x_mutex);
    auto found = x_buckets.find(key);
    if (found == x_buckets.end()) {
        if (x_buckets.size() >= x_limit.keys_max && !make_room(now)) return false;
        found = x_buckets.emplace(key, Bucket{x_limit.burst, now}).first;
    }
    Bucket& bucket = found->second;
    refill(bucket, now);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

std::size_t RateLimiter::size() const {
    const std::lock_guard lock(x_mutex);
    return x_buckets.size();
}

void RateLimiter::refill(Bucket& bucket, Time now) const {
    if (now <= bucket.refilled) return;
    const std::chrono::duration<double> passed = now - bucket.refilled;
    bucket.tokens =
        std::min(x_limit.burst, bucket.tokens + passed.count() * x_limit.tokens_per_second);
    bucket.refilled = now;
}

// Full buckets say nothing that a new one would not: only they are forgotten.
bool RateLimiter::make_room(Time now) {
    if (now - x_swept < kSweepInterval) return false;
    x_swept = now;
    for (auto entry = x_buckets.begin(); entry != x_buckets.end();) {
        refill(entry->second, now);
        entry = entry->second.tokens >= x_limit.burst ? x_buckets.erase(entry) : std::next(entry);
    }
    return x_buckets.size() < x_limit.keys_max;
}

}  // namespace tacit::node::rpc
