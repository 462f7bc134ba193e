#include "zk/curve/subgroup.hpp"

#include <algorithm>
#include <atomic>
#include <vector>

namespace tacit::zk {
namespace {

constexpr std::size_t kPasses = 16;
constexpr std::size_t kBuckets = 256;  // one for each value of the 8 bits of a pass

/// Adds each point into the bucket its byte names: bucket b then holds the sum of the points whose
/// 8 bits are b.
std::vector<G1> fill_buckets(std::span<const G1Affine> points, ByteSpan bits) {
    std::vector<G1> buckets(kBuckets);
    for (std::size_t i = 0; i < points.size(); ++i) buckets[bits[i]] += points[i];
    return buckets;
}

/// One pass: the subset sum of bit j is the sum of all buckets whose number has bit j set. The top
/// bit's is the sum of the upper half; folding the upper half onto the lower drops that bit.
bool subset_sums_in_subgroup(std::vector<G1> buckets) {
    for (std::size_t half = kBuckets / 2; half >= 1; half /= 2) {
        G1 sum;
        for (std::size_t i = 0; i < half; ++i) {
            sum += buckets[half + i];
            buckets[i] += buckets[half + i];
        }
        if (!sum.in_subgroup()) return false;
    }
    return true;
}

}  // namespace

bool all_in_subgroup(std::span<const G1Affine> points, Rng& rng, Executor& executor) {
    std::atomic<bool> good = true;
    if (points.size() < kSubgroupBatchMin) {
        executor.run(points.size(), [&](std::size_t i) {
            if (!points[i].in_subgroup()) good = false;
        });
        return good;
    }
    Bytes bits(kPasses * points.size());
    rng.fill(bits);
    executor.run(kPasses, [&](std::size_t pass) {
        const ByteSpan own = ByteSpan(bits).subspan(pass * points.size(), points.size());
        if (!subset_sums_in_subgroup(fill_buckets(points, own))) good = false;
    });
    return good;
}

}  // namespace tacit::zk
