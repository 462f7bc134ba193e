#include "zk/plonk/testing/mutants.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "zk/plonk/active_gates.hpp"
#include "zk/plonk/analysis.hpp"

namespace tacit::zk::plonk::testing {
namespace {

using Kind = Mutant::Kind;

const char* name_of_column(std::size_t column) {
    static constexpr const char* kNames[kColumns] = {
        "in", "mid", "partial", "exit", "back", "out", "member", "m2", "m3", "l1", "l2",
        "l3", "l4",  "step",    "link", "base", "c0",  "c1",     "c2", "c3", "d0", "d1",
        "d2", "d3",  "k0",      "k1",   "k2",   "k3",  "k4",     "k5", "k6", "k7", "k8"};
    return kNames[column];
}

Mutant mutant_of(Kind kind, Cell cell) {
    return {kind, cell.row, cell.column};
}

void add_fixed_parts(const Circuit& circuit, std::vector<Mutant>& out) {
    for (std::uint32_t row = 0; row < circuit.size; ++row)
        for (const Gate gate : active_gates(circuit.fixed[row]))
            out.push_back({Kind::kGate, row, static_cast<std::uint8_t>(gate)});
    for (std::uint32_t row = 0; row < circuit.size; ++row)
        for (std::uint8_t column = 0; column < kColumns; ++column) {
            out.push_back({Kind::kFixed, row, column});
            if (!circuit.fixed[row][column].is_zero()) out.push_back({Kind::kZeroed, row, column});
        }
}

void add_cells(const Circuit& circuit, std::vector<Mutant>& out) {
    for (const auto& cells : copy_classes(circuit)) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out.push_back(mutant_of(Kind::kCell, cells[i]));
            if (cells.size() > 2 || i == 1) out.push_back(mutant_of(Kind::kCopy, cells[i]));
        }
        if (cells.size() > 1) out.push_back(mutant_of(Kind::kClass, cells.front()));
    }
}

}  // namespace

const char* name_of(Kind kind) {
    static constexpr const char* kNames[] = {"gate", "copy", "fixed", "zeroed", "cell", "class"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string name_of(const Mutant& mutant) {
    std::string out = std::string(name_of(mutant.kind)) + " " + std::to_string(mutant.row) + " ";
    if (mutant.kind == Kind::kGate) return out + plonk::name_of(static_cast<Gate>(mutant.place));
    if (mutant.kind == Kind::kFixed || mutant.kind == Kind::kZeroed)
        return out + name_of_column(mutant.place);
    return out + "w" + std::to_string(mutant.place);
}

std::vector<Mutant> all_mutants(const Circuit& circuit) {
    std::vector<Mutant> out;
    add_fixed_parts(circuit, out);
    add_cells(circuit, out);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<Mutant> sample(const std::vector<Mutant>& mutants, std::size_t count, Rng& rng) {
    std::vector<std::pair<ByteArray<8>, Mutant>> drawn;
    for (const Mutant& mutant : mutants) drawn.emplace_back(random_bytes<8>(rng), mutant);
    std::sort(drawn.begin(), drawn.end());
    std::vector<Mutant> out;
    for (std::size_t i = 0; i < std::min(count, drawn.size()); ++i) out.push_back(drawn[i].second);
    std::sort(out.begin(), out.end());
    return out;
}

Fr alteration(const Mutant& mutant) {
    const std::uint64_t number = (std::uint64_t{mutant.row} << 8) | mutant.place;
    return Fr((std::uint64_t{1} << 40) + number).fifth_power().fifth_power();
}

FixedRow<Fr> mutated_row(const Circuit& circuit, const Mutant& mutant) {
    FixedRow<Fr> fixed = circuit.fixed[mutant.row];
    switch (mutant.kind) {
        case Kind::kGate:
            switch_off(fixed, static_cast<Gate>(mutant.place));
            return fixed;
        case Kind::kFixed:
            fixed[mutant.place] += alteration(mutant);
            return fixed;
        default:
            TACIT_CHECK(mutant.kind == Kind::kZeroed);
            fixed[mutant.place] = Fr();
            return fixed;
    }
}

Circuit mutated_circuit(const Circuit& circuit, const Mutant& mutant) {
    if (mutant.kind == Kind::kCopy) return without_copy(circuit, {mutant.row, mutant.place});
    Circuit out = circuit;
    out.fixed[mutant.row] = mutated_row(circuit, mutant);
    return out;
}

}  // namespace tacit::zk::plonk::testing
