#include "zk/plonk/echelon.hpp"

#include <algorithm>

namespace tacit::zk::plonk {
namespace {

void drop_zeros(SparseRow& row) {
    std::erase_if(row, [](const auto& entry) { return entry.second.is_zero(); });
}

}  // namespace

Echelon::Echelon(std::vector<SparseRow> rows) {
    std::map<std::uint32_t, std::size_t> uses;
    for (SparseRow& row : rows) {
        drop_zeros(row);
        for (const auto& [unknown, value] : row) ++uses[unknown];
    }
    // Short rows first, in their order: they fill in least.
    std::vector<std::pair<std::size_t, std::uint32_t>> order;
    for (std::uint32_t i = 0; i < rows.size(); ++i) order.emplace_back(rows[i].size(), i);
    std::sort(order.begin(), order.end());
    for (const auto& [size, given] : order) insert(std::move(rows[given]), given, uses);
}

void Echelon::insert(SparseRow row, std::uint32_t given,
                     const std::map<std::uint32_t, std::size_t>& uses) {
    auto steps = eliminate(row);
    if (row.empty()) {
        SparseRow relation = in_given_rows(steps);
        for (auto& [number, value] : relation) value = -value;
        relation[given] += Fr::one();
        x_relations.push_back(std::move(relation));
        return;
    }
    // The rarest unknown keeps the fill-in small.
    const auto rarest = std::min_element(row.begin(), row.end(), [&](const auto& a, const auto& b) {
        return uses.at(a.first) < uses.at(b.first);
    });
    x_pivot_of.emplace(rarest->first, static_cast<std::uint32_t>(x_pivots.size()));
    const Fr scale = rarest->second.inverse();
    for (auto& entry : row) entry.second *= scale;
    x_pivots.push_back({std::move(row), given, scale, std::move(steps)});
}

/// Subtracts pivot rows until no unknown of the row is a pivot. A pivot row holds no earlier pivot,
/// so this ends.
std::vector<Echelon::Step> Echelon::eliminate(SparseRow& row) const {
    std::vector<Step> steps;
    auto at = row.begin();
    while (at != row.end()) {
        const auto pivot = x_pivot_of.find(at->first);
        if (pivot == x_pivot_of.end()) {
            ++at;
            continue;
        }
        const Fr factor = at->second;
        for (const auto& [unknown, value] : x_pivots[pivot->second].row)
            row[unknown] -= factor * value;
        drop_zeros(row);
        steps.push_back({pivot->second, factor});
        at = row.begin();
    }
    return steps;
}

/// Unrolls the steps: a pivot row is made of one given row and of pivots before it.
SparseRow Echelon::in_given_rows(const std::vector<Step>& steps) const {
    SparseRow out;
    std::map<std::uint32_t, Fr> open;  // multiples of pivot rows still to be unrolled
    for (const Step& step : steps) open[step.pivot] += step.factor;
    while (!open.empty()) {
        const auto last = std::prev(open.end());
        const Pivot& pivot = x_pivots[last->first];
        const Fr factor = last->second * pivot.scale;
        open.erase(last);
        if (factor.is_zero()) continue;
        out[pivot.given] += factor;
        for (const Step& step : pivot.steps) open[step.pivot] -= factor * step.factor;
    }
    return out;
}

Echelon::Reduced Echelon::reduce(SparseRow row) const {
    drop_zeros(row);
    const auto steps = eliminate(row);
    return {in_given_rows(steps), std::move(row)};
}

}  // namespace tacit::zk::plonk
