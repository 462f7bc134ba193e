// The shape of every circuit: nine wires, five of them routed, four read in the next row, and 33
// fixed columns. Spec: §4.1.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tacit::zk::plonk {

inline constexpr std::size_t kWires = 9;
/// Wires 0..4 take part in copy constraints: the permutation argument keeps degree 6.
inline constexpr std::size_t kRoutedWires = 5;
/// Gates read wires 0..3 of the next row: a proof opens only these at zeta·omega.
inline constexpr std::size_t kNextWires = 4;

/// The fixed columns, in the order of the verifying key.
enum class Column : std::uint8_t {
    kIn,
    kMid,
    kPartial,
    kExit,
    kBack,
    kOut,     // selectors of the Poseidon2 rows
    kMember,  // selector
    kM2,
    kM3,
    kL1,
    kL2,
    kL3,
    kL4,  // ARITH
    kRangeStep,
    kRangeLink,  // selectors
    kFixedBase,
    kC0,
    kC1,
    kC2,
    kC3,
    kD0,
    kD1,
    kD2,
    kD3,
    kK0,
    kK1,
    kK2,
    kK3,
    kK4,
    kK5,
    kK6,
    kK7,
    kK8,  // constants, one a slot, added ungated
};
inline constexpr std::size_t kColumns = 33;

/// `first` moved by `offset` places: the families kL1.., kC0.., kD0.., kK0.. are contiguous.
constexpr Column column_at(Column first, std::size_t offset) {
    return static_cast<Column>(static_cast<std::size_t>(first) + offset);
}
constexpr std::size_t index_of(Column column) {
    return static_cast<std::size_t>(column);
}

/// Constraint e of every gate but MEMBER lies in slot e and shares alpha^e; a row may have at most
/// one active gate in a slot (the builder checks).
inline constexpr std::size_t kSlots = 9;
inline constexpr std::size_t kMemberSlot = 9;  // alpha^9: MEMBER shares rows with IN
inline constexpr std::size_t kPermutationSlot = 10;
inline constexpr std::size_t kBoundarySlot = 11;  // z = 1 on the first row
inline constexpr std::size_t kAlphaPowers = 12;
inline constexpr std::size_t kGateSlots = 10;  // slots that a row check sees

template <class V>
using FixedRow = std::array<V, kColumns>;

/// What a gate on one row reads.
template <class V>
struct RowValues {
    std::array<V, kWires> here;
    std::array<V, kNextWires> next;
};

}  // namespace tacit::zk::plonk
