#include "zk/hash/poseidon2.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::zk {
namespace {

/// Diagonal of the internal matrix minus one.
PoseidonState internal_diagonal() {
    PoseidonState out;
    for (std::size_t i = 0; i < kPoseidonWidth; ++i)
        out[i] = poseidon_parameters().internal_matrix[i][i] - Fr::one();
    return out;
}

// The external matrix by additions alone.
PoseidonState external_layer(const PoseidonState& x) {
    const Fr t0 = x[0] + x[1];
    const Fr t1 = x[2] + x[3];
    const Fr t2 = x[1] + x[1] + t1;
    const Fr t3 = x[3] + x[3] + t0;
    const Fr double_t0 = t0 + t0;
    const Fr double_t1 = t1 + t1;
    const Fr t4 = double_t1 + double_t1 + t3;
    const Fr t5 = double_t0 + double_t0 + t2;
    return {t3 + t5, t5, t2 + t4, t4};
}

// The internal matrix is ones plus a diagonal: one sum serves all four rows.
PoseidonState internal_layer(const PoseidonState& x, const PoseidonState& diagonal) {
    const Fr sum = x[0] + x[1] + x[2] + x[3];
    return {sum + diagonal[0] * x[0], sum + diagonal[1] * x[1], sum + diagonal[2] * x[2],
            sum + diagonal[3] * x[3]};
}

PoseidonState full_round(PoseidonState state, const PoseidonState& constants) {
    for (std::size_t i = 0; i < kPoseidonWidth; ++i)
        state[i] = (state[i] + constants[i]).fifth_power();
    return external_layer(state);
}

}  // namespace

PoseidonState poseidon_permute(PoseidonState state) {
    static const PoseidonState kDiagonal = internal_diagonal();
    const auto& constants = poseidon_parameters().round_constants;
    std::size_t round = 0;
    state = external_layer(state);
    while (round < kPoseidonHalfFullRounds) state = full_round(state, constants[round++]);
    while (round < kPoseidonHalfFullRounds + kPoseidonPartialRounds) {
        state[0] = (state[0] + constants[round++][0]).fifth_power();
        state = internal_layer(state, kDiagonal);
    }
    while (round < constants.size()) state = full_round(state, constants[round++]);
    return state;
}

Fr poseidon_compress(const Fr& a, const Fr& b, const Fr& c, const Fr& d) {
    return poseidon_permute({a, b, c, d})[0] + a;
}

Fr poseidon_hash(const PoseidonDomain& domain, std::span<const Fr> inputs) {
    TACIT_CHECK(!inputs.empty());
    PoseidonState state{};
    state[kPoseidonRate] = domain.capacity(inputs.size());
    for (std::size_t start = 0; start < inputs.size(); start += kPoseidonRate) {
        const std::size_t count = std::min(kPoseidonRate, inputs.size() - start);
        for (std::size_t i = 0; i < count; ++i) state[i] += inputs[start + i];
        state = poseidon_permute(state);
    }
    return state[0];
}

}  // namespace tacit::zk
