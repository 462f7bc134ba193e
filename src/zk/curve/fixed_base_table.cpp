#include "zk/curve/fixed_base_table.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/secret.hpp"
#include "zk/curve/bucket_sums.hpp"

namespace tacit::zk {
namespace {

constexpr std::size_t kPointsPerTask = 64;
// Fewer terms than this for each worker are summed faster by one.
constexpr std::size_t kTermsPerWorkerMin = 256;

std::size_t tasks_for(std::size_t count) {
    return (count + kPointsPerTask - 1) / kPointsPerTask;
}

/// The coordinates, without any check.
G1Affine read_trusted(ByteSpan bytes) {
    blst_p1_affine point;
    blst_fp_from_bendian(&point.x, bytes.data());
    blst_fp_from_bendian(&point.y, bytes.data() + G1Affine::kUncompressedSizeBytes / 2);
    return G1Affine(point);
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

int FixedBaseTable::best_bits(std::size_t points) {
    // An addition for each point and window, and two for each of 2^(bits-1) buckets.
    const auto additions = [&](int bits) {
        return SignedDigits::windows(bits) * points + (std::size_t{1} << bits);
    };
    int best = SignedDigits::kBitsMin;
    for (int bits = best; bits <= SignedDigits::kBitsMax; ++bits)
        if (additions(bits) <= additions(best)) best = bits;
    return best;
}

std::size_t FixedBaseTable::encoded_size_bytes(std::size_t points, int bits) {
    return points * SignedDigits::windows(bits) * G1Affine::kUncompressedSizeBytes;
}

Bytes FixedBaseTable::encode() const {
    Bytes out;
    out.reserve(encoded_size_bytes(x_points, x_bits));
    for (const G1Affine& point : x_multiples) {
        const auto bytes = point.encode_uncompressed();
        out.insert(out.end(), bytes.begin(), bytes.end());
    }
    return out;
}

FixedBaseTable FixedBaseTable::decode_trusted(ByteSpan bytes, int bits, Executor& executor) {
    constexpr std::size_t kPointBytes = G1Affine::kUncompressedSizeBytes;
    FixedBaseTable out;
    out.x_bits = bits;
    out.x_points = bytes.size() / encoded_size_bytes(1, bits);
    TACIT_CHECK(bytes.size() == encoded_size_bytes(out.x_points, bits));
    out.x_multiples.resize(bytes.size() / kPointBytes);
    executor.run(SignedDigits::windows(bits), [&](std::size_t window) {
        for (std::size_t i = window * out.x_points; i < (window + 1) * out.x_points; ++i)
            out.x_multiples[i] = read_trusted(bytes.subspan(i * kPointBytes, kPointBytes));
    });
    return out;
}

G1 FixedBaseTable::msm_vartime(std::span<const Fr> scalars, Executor& executor) const {
    TACIT_CHECK(scalars.size() <= x_points);
    if (scalars.empty()) return G1();
    const std::size_t parts =
        std::clamp<std::size_t>(scalars.size() / kTermsPerWorkerMin, 1, executor.workers());
    // By bucket, not by term: else each worker would have all buckets to weigh.
    const SignedDigits digits(scalars, x_bits);
    auto shares = share_buckets(digits, parts);
    std::vector<G1> sums(shares.size());
    executor.run(shares.size(), [&](std::size_t share) {
        sums[share] = sum_table_vartime(x_multiples, x_points, digits, shares[share]);
    });
    G1 out;
    for (const G1& sum : sums) out += sum;
    // The whole is a commitment; its parts, and where it was cut, tell of the scalars.
    secure_zero(sums.data(), sums.size() * sizeof(G1));
    secure_zero(shares.data(), shares.size() * sizeof(BucketRange));
    return out;
}

}  // namespace tacit::zk
