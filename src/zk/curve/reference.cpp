#include "zk/curve/reference.hpp"

#include "base/check.hpp"

namespace tacit::zk {

BlstMsm::BlstMsm(std::span<const G1Affine> points, std::span<const Fr> scalars) {
    TACIT_CHECK(points.size() == scalars.size() && points.size() >= 2);
    for (const G1Affine& point : points) x_points.push_back(&point.raw());
    for (const Fr& scalar : scalars) x_scalars.push_back(scalar.encode());
    for (const auto& scalar : x_scalars) x_scalar_places.push_back(scalar.data());
    x_scratch.resize(blst_p1s_mult_pippenger_scratch_sizeof(points.size()) / sizeof(limb_t) + 1);
}

G1 BlstMsm::run_vartime() {
    G1 out;
    blst_p1s_mult_pippenger(&out.raw(), x_points.data(), x_points.size(), x_scalar_places.data(),
                            Fr::kBits, x_scratch.data());
    return out;
}

bool blst_pairing_is_one(const G1Affine& a, const G2Affine& b) {
    blst_fp12 value;
    blst_miller_loop(&value, &b.raw(), &a.raw());
    blst_final_exp(&value, &value);
    return blst_fp12_is_one(&value);
}

}  // namespace tacit::zk
