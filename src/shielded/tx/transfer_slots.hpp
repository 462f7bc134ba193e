// What goes where in a transfer. Spec: §8.6, §8.7.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

namespace tacit::shielded {

/// One side of a transfer, its inputs or its outputs: two slots carry its asset, the third the
/// fee's. Where the two are one asset, all three carry it and balance together. Nothing in a slot:
/// a dummy goes there. No more than this fits: the circuit has no other slots.
template <class T>
struct TransferSlots {
    static constexpr std::size_t kAssetSlots = 2;
    static constexpr std::size_t kAllSlots = 3;

    std::array<std::optional<T>, kAssetSlots> asset;
    std::optional<T> fee;

    /// What is there, in the order of the slots.
    template <class Visit>
    void for_each(Visit visit) const {
        for (const auto& item : asset)
            if (item) visit(*item);
        if (fee) visit(*fee);
    }

    bool operator==(const TransferSlots&) const = default;
};

}  // namespace tacit::shielded
