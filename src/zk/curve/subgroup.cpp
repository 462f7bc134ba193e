#include "zk/curve/subgroup.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>
#include <vector>

#include "zk/curve/affine_sums.hpp"

namespace tacit::zk {
namespace {

constexpr std::size_t kPasses = 16;
constexpr std::size_t kBuckets = 256;  // one for each value of the 8 bits of a pass

/// Bucket b is the sum of the points whose 8 bits are b.
std::vector<G1Affine> fill_buckets(std::span<const G1Affine> points, ByteSpan bits) {
    TermGroups groups{std::vector<SignedIndex>(points.size()),
                      std::vector<std::uint32_t>(kBuckets)};
    for (const std::uint8_t bucket : bits) ++groups.sizes[bucket];
    std::array<std::uint32_t, kBuckets> place;
    std::exclusive_scan(groups.sizes.begin(), groups.sizes.end(), place.begin(), 0U);
    for (std::size_t i = 0; i < points.size(); ++i)
        groups.terms[place[bits[i]]++] = SignedIndex(i, false);
    return sum_groups_vartime(points, groups);
}

/// The subset sum of bit j is the sum of the buckets whose number has bit j set.
bool subset_sums_in_subgroup(std::span<const G1Affine> buckets) {
    TermGroups groups;
    for (std::size_t bit = 1; bit < kBuckets; bit *= 2) {
        groups.sizes.push_back(kBuckets / 2);
        for (std::size_t b = 0; b < kBuckets; ++b)
            if ((b & bit) != 0) groups.terms.emplace_back(b, false);
    }
    return std::ranges::all_of(sum_groups_vartime(buckets, groups),
                               [](const G1Affine& sum) { return sum.in_subgroup(); });
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
