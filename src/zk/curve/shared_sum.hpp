// A sum over many terms, shared between an executor's workers by term.
#pragma once

#include <algorithm>
#include <vector>

#include "base/executor.hpp"
#include "zk/curve/g1.hpp"

namespace tacit::zk {

/// The sum of sum_of(first, count) over consecutive ranges that cover all terms: one for each
/// worker, as far as each gets terms_each_min. Of no terms, sum_of(0, 0).
template <class SumOf>
G1 share_sum(std::size_t terms, std::size_t terms_each_min, Executor& executor,
             const SumOf& sum_of) {
    const std::size_t parts =
        std::clamp<std::size_t>(terms / terms_each_min, 1, executor.workers());
    std::vector<G1> sums(parts);
    executor.run(parts, [&](std::size_t part) {
        const std::size_t first = part * terms / parts;
        sums[part] = sum_of(first, (part + 1) * terms / parts - first);
    });
    G1 out;
    for (const G1& sum : sums) out += sum;
    return out;
}

}  // namespace tacit::zk
