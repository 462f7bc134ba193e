#include "zk/curve/msm.hpp"

#include <algorithm>
#include <vector>

#include "base/check.hpp"
#include "zk/curve/bucket_sums.hpp"
#include "zk/curve/shared_sum.hpp"

namespace tacit::zk {
namespace {

// Below this number of terms a task is shorter than the cost of handing it to a thread.
constexpr std::size_t kTermsPerTaskMin = 64;
// From this number of terms on, buckets of affine points beat blst's.
constexpr std::size_t kManyTermsMin = 512;
// Scalars are cut into at most this many equal pieces, of whole bytes.
constexpr std::size_t kPiecesMax = 4;

/// The terms that count: no zero scalar, no infinity, which most sparse polynomials are
/// full of.
struct Terms {
    std::vector<const blst_p1_affine*> points;
    std::vector<ByteArray<32>> scalars;
    std::size_t bits = 0;  // the longest scalar
};

std::size_t bit_length(const ByteArray<32>& scalar) {
    std::size_t top = scalar.size();
    while (top > 0 && scalar[top - 1] == 0) --top;
    return std::min(8 * top, Fr::kBits);
}

Terms collect(std::span<const G1Affine> points, std::span<const Fr> scalars) {
    Terms out;
    out.points.reserve(points.size());
    out.scalars.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (scalars[i].is_zero() || points[i].is_infinity()) continue;
        out.points.push_back(&points[i].raw());
        out.scalars.push_back(scalars[i].encode());
        out.bits = std::max(out.bits, bit_length(out.scalars.back()));
    }
    return out;
}

/// blst's bucket method reads a second term whatever the count: a single one goes another way,
/// without the endomorphism, so that points outside the subgroup come out alike.
G1 multiply_one(const Terms& terms) {
    G1 out;
    const G1Affine point(*terms.points[0]);
    for (std::size_t bit = terms.bits; bit-- > 0;) {
        out = out.doubled();
        if (((terms.scalars[0][bit / 8] >> (bit % 8)) & 1) != 0) out += point;
    }
    return out;
}

/// For many terms: adding in affine coordinates wins.
G1 multiply_many(std::span<const G1Affine> points, std::span<const Fr> scalars) {
    const SignedDigits digits(scalars, points.size() < 2 * kManyTermsMin ? 8 : 9);
    const auto windows = sum_windows_vartime(points, digits);
    G1 out;
    for (std::size_t w = windows.size(); w-- > 0;) {
        for (int i = 0; i < digits.bits(); ++i) out = out.doubled();
        out += windows[w];
    }
    return out;
}

G1 multiply_many(std::span<const G1Affine> points, std::span<const Fr> scalars,
                 Executor& executor) {
    return share_sum(
        points.size(), kManyTermsMin, executor, [&](std::size_t first, std::size_t count) {
            return multiply_many(points.subspan(first, count), scalars.subspan(first, count));
        });
}

/// One task: some of the terms, and some bytes of their scalars.
struct Tile {
    std::size_t first_term;
    std::size_t terms;
    std::size_t first_byte;
    std::size_t bits;
};

G1 multiply_tile(const Terms& all, const Tile& tile) {
    std::vector<const byte*> scalars;
    scalars.reserve(tile.terms);
    for (std::size_t i = 0; i < tile.terms; ++i)
        scalars.push_back(all.scalars[tile.first_term + i].data() + tile.first_byte);
    const std::size_t scratch_bytes = blst_p1s_mult_pippenger_scratch_sizeof(tile.terms);
    std::vector<limb_t> scratch(scratch_bytes / sizeof(limb_t) + 1);
    G1 out;
    blst_p1s_mult_pippenger(&out.raw(), all.points.data() + tile.first_term, tile.terms,
                            scalars.data(), tile.bits, scratch.data());
    return out;
}

/// Cuts the work so that every worker has a tile. Cutting scalars keeps the bucket method's large
/// windows, and costs only some doublings; cutting terms comes second.
struct Plan {
    std::size_t pieces = 1;
    std::size_t piece_bytes = 32;
    std::vector<Tile> tiles;  // the chunks of the lowest piece, then those of the next
};

Plan make_plan(const Terms& terms, std::size_t workers) {
    Plan plan;
    const std::size_t bytes = (terms.bits + 7) / 8;
    const std::size_t count = terms.points.size();
    while (plan.pieces < kPiecesMax && 2 * plan.pieces <= workers && count >= kTermsPerTaskMin &&
           bytes >= 8 * plan.pieces)
        plan.pieces *= 2;
    plan.piece_bytes = (bytes + plan.pieces - 1) / plan.pieces;
    const std::size_t chunks = std::clamp<std::size_t>(
        workers / plan.pieces, 1, std::max<std::size_t>(1, count / kTermsPerTaskMin));
    for (std::size_t piece = 0; piece < plan.pieces; ++piece) {
        const std::size_t first_byte = piece * plan.piece_bytes;
        const std::size_t bits = std::min(terms.bits - 8 * first_byte, 8 * plan.piece_bytes);
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
            const std::size_t first = chunk * count / chunks;
            const std::size_t last = (chunk + 1) * count / chunks;
            plan.tiles.push_back({first, last - first, first_byte, bits});
        }
    }
    return plan;
}

/// Adds the pieces up, highest first.
G1 combine(const Plan& plan, std::span<const G1> partial) {
    const std::size_t chunks = partial.size() / plan.pieces;
    G1 out;
    for (std::size_t piece = plan.pieces; piece-- > 0;) {
        for (std::size_t i = 0; i < 8 * plan.piece_bytes; ++i) out = out.doubled();
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) out += partial[piece * chunks + chunk];
    }
    return out;
}

}  // namespace

G1 msm_vartime(std::span<const G1Affine> points, std::span<const Fr> scalars, Executor& executor) {
    TACIT_CHECK(points.size() == scalars.size());
    if (points.size() >= kManyTermsMin) return multiply_many(points, scalars, executor);
    const Terms terms = collect(points, scalars);
    if (terms.points.empty()) return G1();
    if (terms.points.size() == 1) return multiply_one(terms);
    const Plan plan = make_plan(terms, executor.workers());
    std::vector<G1> partial(plan.tiles.size());
    executor.run(plan.tiles.size(),
                 [&](std::size_t i) { partial[i] = multiply_tile(terms, plan.tiles[i]); });
    return combine(plan, partial);
}

}  // namespace tacit::zk
