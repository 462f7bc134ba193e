#include "zk/curve/endomorphism.hpp"

#include <vector>

#include "base/check.hpp"
#include "zk/curve/interleaved_sum.hpp"
#include "zk/curve/shared_sum.hpp"

namespace tacit::zk {
namespace {

// A cube root of 1 in F_p, big-endian: (x, y) -> (beta x, y) multiplies with -z^2.
constexpr std::array<byte, 48> kBeta = {
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x5f, 0x19, 0x67, 0x2f, 0xdf, 0x76, 0xce, 0x51,
    0xba, 0x69, 0xc6, 0x07, 0x6a, 0x0f, 0x77, 0xea, 0xdd, 0xb3, 0xa9, 0x3b, 0xe6, 0xf8, 0x96, 0x88,
    0xde, 0x17, 0xd8, 0x13, 0x62, 0x0a, 0x00, 0x02, 0x2e, 0x01, 0xff, 0xff, 0xff, 0xfe, 0xff, 0xfe};

Uint128 read_uint128(ByteSpan little_endian) {
    Uint128 out = 0;
    for (std::size_t i = little_endian.size(); i-- > 0;) out = (out << 8) | little_endian[i];
    return out;
}

}  // namespace

// Long division, bit by bit. The remainder starts below z^2, for r / 2^128 is.
SplitScalar split_scalar_vartime(const Fr& scalar) {
    const auto bytes = scalar.encode();
    Uint128 remainder = read_uint128(ByteSpan(bytes).subspan(16));
    const Uint128 digits = read_uint128(ByteSpan(bytes).first(16));
    Uint128 quotient = 0;
    for (int bit = 127; bit >= 0; --bit) {
        const bool overflows = (remainder >> 127) != 0;
        remainder = (remainder << 1) | ((digits >> bit) & 1);
        quotient <<= 1;
        if (!overflows && remainder < kZSquared) continue;
        remainder -= kZSquared;
        quotient |= 1;
    }
    return {remainder, quotient};
}

G1Affine multiply_by_z_squared(const G1Affine& point) {
    blst_fp beta;
    blst_fp_from_bendian(&beta, kBeta.data());
    blst_p1_affine out = point.raw();
    blst_fp_mul(&out.x, &out.x, &beta);
    blst_fp_cneg(&out.y, &out.y, true);
    return G1Affine(out);
}

namespace {

constexpr std::size_t kPointsPerWorkerMin = 32;

G1 sum_with_halves(std::span<const G1Affine> points, std::span<const Fr> scalars) {
    std::vector<G1Affine> multiples = odd_multiples_vartime(points);
    std::vector<Uint128> halves(2 * scalars.size());
    for (std::size_t i = 0; i < scalars.size(); ++i) {
        const SplitScalar split = split_scalar_vartime(scalars[i]);
        halves[i] = split.low;
        halves[scalars.size() + i] = split.high;
    }
    const std::size_t count = multiples.size();
    for (std::size_t i = 0; i < count; ++i)
        multiples.push_back(multiply_by_z_squared(multiples[i]));
    return sum_interleaved_vartime(multiples, halves);
}

}  // namespace

G1 msm_in_subgroup_vartime(std::span<const G1Affine> points, std::span<const Fr> scalars,
                           Executor& executor) {
    TACIT_CHECK(points.size() == scalars.size());
    return share_sum(
        points.size(), kPointsPerWorkerMin, executor, [&](std::size_t first, std::size_t count) {
            return sum_with_halves(points.subspan(first, count), scalars.subspan(first, count));
        });
}

}  // namespace tacit::zk
