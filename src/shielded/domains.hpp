// Every use of Poseidon2 in the shielded pool and what keeps it apart from the others. Spec: §2.4.
//
// hash(D, [a, b, c]) = compress(a, b, c, capacity) - a, so the capacities of the sponge and the
// tagged fourth inputs of the compression form one space. domains_test.cpp holds them apart.
#pragma once

#include "base/uint128.hpp"
#include "zk/hash/poseidon2.hpp"

namespace tacit::shielded {

// Sponge domains, with the number of inputs each is used with.
inline constexpr zk::PoseidonDomain kAssetDomain{"asset"};       // token, policy id, parameters
inline constexpr zk::PoseidonDomain kInnerDomain{"inner"};       // owner tag, rcm
inline constexpr zk::PoseidonDomain kNullifierDomain{"nullif"};  // nk, rho, commitment
inline constexpr zk::PoseidonDomain kRuleDomain{"rule"};         // rule id, parameters
inline constexpr std::size_t kAssetInputs = 3;
inline constexpr std::size_t kInnerInputs = 2;
inline constexpr std::size_t kNullifierInputs = 3;
inline constexpr std::size_t kRuleInputs = 2;

// Tags of the compression's fourth input.
inline constexpr zk::PoseidonDomain kNoteTag{"note"};  // value + 2^128 * tag
inline constexpr zk::PoseidonDomain kOwnerRootTag{"ownroot"};
inline constexpr zk::PoseidonDomain kOwnerTag{"owner"};

/// 2^128, the place of the note tag above the value.
inline zk::Fr two_to_the_128() {
    return zk::Fr::from_uint128(kUint128Max) + zk::Fr::one();
}

/// 2^128 * NOTE_TAG: added to a value it is the fourth input of a note commitment.
inline zk::Fr note_tag_offset() {
    return two_to_the_128() * kNoteTag.tag();
}

}  // namespace tacit::shielded
