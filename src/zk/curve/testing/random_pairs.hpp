// Reproducible points and scalars for tests and benchmarks of sums.
#pragma once

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/g1.hpp"

namespace tacit::zk::testing {

inline std::vector<Fr> random_scalars(std::size_t count, std::uint64_t seed = 1) {
    tacit::testing::SeededRng rng(seed);
    std::vector<Fr> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(Fr::random(rng));
    return out;
}

/// P, 2P + G, 4P + 3G and so on, for a random P.
inline std::vector<G1Affine> random_points(std::size_t count, std::uint64_t seed = 1) {
    tacit::testing::SeededRng rng(seed);
    std::vector<G1> out;
    G1 next = G1::generator().multiply_vartime(Fr::random(rng));
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(next);
        next = next.doubled() + G1::generator();
    }
    return to_affine(out);
}

struct Pairs {
    std::vector<G1Affine> points;
    std::vector<Fr> scalars;
};

inline Pairs random_pairs(std::size_t count, std::uint64_t seed) {
    return {random_points(count, seed), random_scalars(count, seed + 1)};
}

}  // namespace tacit::zk::testing
