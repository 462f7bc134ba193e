// What blst does by itself: the yardsticks that benchmarks are read against. Nothing else uses
// them.
#pragma once

#include <span>
#include <vector>

#include "zk/curve/g1.hpp"
#include "zk/curve/g2.hpp"

namespace tacit::zk {

/// blst_p1s_mult_pippenger, called once, on one thread. The points must outlive it.
class BlstMsm {
  public:
    /// Lays out points, scalars and scratch memory as blst wants them, so that run() is blst's time
    /// alone. The spans have equal length, at least 2 (checked: blst reads a second term).
    BlstMsm(std::span<const G1Affine> points, std::span<const Fr> scalars);

    /// The sum of scalars[i] * points[i], over all 255 bits.
    G1 run_vartime();

  private:
    std::vector<const blst_p1_affine*> x_points;
    std::vector<ByteArray<32>> x_scalars;
    std::vector<const byte*> x_scalar_places;
    std::vector<limb_t> x_scratch;
};

/// One pairing e(a, b), Miller loop and final exponentiation; whether it is 1. Neither is infinity.
bool blst_pairing_is_one(const G1Affine& a, const G2Affine& b);

}  // namespace tacit::zk
