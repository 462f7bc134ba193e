#include "zk/curve/pairing.hpp"

#include <vector>

namespace tacit::zk {

bool pairing_check(std::span<const PairingTerm> terms) {
    std::vector<const blst_p1_affine*> firsts;
    std::vector<const blst_p2_affine*> seconds;
    for (const auto& [first, second] : terms) {
        // The joint Miller loop is not defined at infinity, where the pairing is 1.
        if (first.is_infinity() || second.is_infinity()) continue;
        firsts.push_back(&first.raw());
        seconds.push_back(&second.raw());
    }
    if (firsts.empty()) return true;
    blst_fp12 product;
    blst_miller_loop_n(&product, seconds.data(), firsts.data(), firsts.size());
    blst_final_exp(&product, &product);
    return blst_fp12_is_one(&product);
}

}  // namespace tacit::zk
