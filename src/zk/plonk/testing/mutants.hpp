// Every circuit and every assignment that differs from a given one in one place.
#pragma once

#include <string>
#include <vector>

#include "zk/plonk/circuit.hpp"

namespace tacit::zk::plonk::testing {

/// One change.
struct Mutant {
    enum class Kind : std::uint8_t {
        kGate,    // a gate is switched off on its row, its constants with it
        kCopy,    // a cell leaves its copy class
        kFixed,   // a fixed cell is moved by an amount
        kZeroed,  // a fixed cell that is not 0 becomes 0
        kCell,    // a cell of an honest assignment is moved, its copies do not follow
        kClass,   // the same, and its copies follow
    };
    Kind kind{};
    std::uint32_t row = 0;
    std::uint8_t place = 0;  // Gate, wire, Column, Column, wire, wire

    auto operator<=>(const Mutant&) const = default;
};

/// "gate 15 FIXED_BASE", "copy 9 w1", "fixed 20 k3", "cell 75 w8", "class 0 w1".
std::string name_of(const Mutant& mutant);
const char* name_of(Mutant::Kind kind);

/// All of them, in order of kind, row, place:
/// - each gate of each row;
/// - each cell of each copy class of three or more, and one of the two of a pair (either leaves the
///   same circuit): every edge of the star by which the builder joins a class is among these;
/// - each of the 33 fixed cells of all rows, the blank rows included; and each that is not 0;
/// - each used cell, and each copy class of two or more.
std::vector<Mutant> all_mutants(const Circuit& circuit);

/// `count` of them, each at most once, in their order; all when there are fewer.
std::vector<Mutant> sample(const std::vector<Mutant>& mutants, std::size_t count, Rng& rng);

/// What a fixed or witness cell is moved by: not 0, and without structure that an equation could
/// meet by accident.
Fr alteration(const Mutant& mutant);

/// The fixed columns of the mutant's row. Only for kGate, kFixed and kZeroed (checked).
FixedRow<Fr> mutated_row(const Circuit& circuit, const Mutant& mutant);

/// The whole circuit. Not for kCell and kClass, which change no circuit (checked).
Circuit mutated_circuit(const Circuit& circuit, const Mutant& mutant);

}  // namespace tacit::zk::plonk::testing
