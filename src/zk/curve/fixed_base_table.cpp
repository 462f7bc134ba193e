#include "zk/curve/fixed_base_table.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "zk/curve/bucket_sums.hpp"

namespace tacit::zk {
namespace {

constexpr std::size_t kPointsPerTask = 64;
// Fewer terms than this are summed faster by one worker: each needs buckets of its own.
constexpr std::size_t kTermsPerWorkerMin = 256;

std::size_t tasks_for(std::size_t count) {
    return (count + kPointsPerTask - 1) / kPointsPerTask;
}

}  // namespace

FixedBaseTable::FixedBaseTable(std::span<const G1Affine> points, int bits, Executor& executor)
    : x_points(points.size()), x_bits(bits) {
    const std::size_t windows = SignedDigits::windows(bits);
    x_multiples.resize(windows * x_points);
    executor.run(tasks_for(x_points), [&](std::size_t task) {
        const std::size_t first = task * kPointsPerTask;
        const std::size_t last = std::min(x_points, first + kPointsPerTask);
        std::vector<G1> row;
        for (std::size_t i = first; i < last; ++i) row.emplace_back(points[i]);
        for (std::size_t w = 0; w < windows; ++w) {
            const auto affine = to_affine(row);
            std::ranges::copy(
                affine, x_multiples.begin() + static_cast<std::ptrdiff_t>(w * x_points + first));
            if (w + 1 == windows) break;
            for (G1& point : row)
                for (int i = 0; i < bits; ++i) point = point.doubled();
        }
    });
}

G1 FixedBaseTable::msm_vartime(std::span<const Fr> scalars, Executor& executor) const {
    TACIT_CHECK(scalars.size() <= x_points);
    if (scalars.empty()) return G1();
    const std::size_t parts =
        std::clamp<std::size_t>(scalars.size() / kTermsPerWorkerMin, 1, executor.workers());
    std::vector<G1> sums(parts);
    executor.run(parts, [&](std::size_t part) {
        const std::size_t first = part * scalars.size() / parts;
        const std::size_t last = (part + 1) * scalars.size() / parts;
        const SignedDigits digits(scalars.subspan(first, last - first), x_bits);
        sums[part] = sum_table_vartime(x_multiples, x_points, first, digits);
    });
    G1 out;
    for (const G1& sum : sums) out += sum;
    return out;
}

}  // namespace tacit::zk
