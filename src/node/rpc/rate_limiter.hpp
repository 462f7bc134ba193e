// A token bucket per address.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tacit::node::rpc {

struct RateLimit {
    double tokens_per_second;
    double burst;
    std::size_t keys_max;
};

/// Thread-safe. Time is passed in and must not run backwards by more than scheduling noise.
class RateLimiter {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// Precondition: rates positive, burst >= 1, keys_max >= 1.
    explicit RateLimiter(const RateLimit& limit);

    /// Takes one token from the bucket of `key`; false when it is empty. When the table is full of
    /// buckets that are not yet full again, new keys are refused: an attacker with many addresses
    /// cannot make the table grow, nor wash out his own empty bucket.
    bool take(const std::string& key, Time now);

    std::size_t size() const;

  private:
    struct Bucket {
        double tokens;
        Time refilled;
    };
    void refill(Bucket& bucket, Time now) const;
    bool make_room(Time now);

    RateLimit x_limit;
    mutable std::mutex x_mutex;
    std::unordered_map<std::string, Bucket> x_buckets;
    Time x_swept{};
};

}  // namespace tacit::node::rpc
