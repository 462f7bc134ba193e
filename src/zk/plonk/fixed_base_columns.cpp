#include "zk/plonk/fixed_base_columns.hpp"

#include "zk/jubjub/fixed_base.hpp"

namespace tacit::zk::plonk {
namespace {

/// The product of (X - y) over four points, without its leading 1; lowest degree first.
std::array<Fr, 4> monic_with_roots(const jubjub::AffinePoint* points) {
    std::array<Fr, 5> p{Fr::one()};
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = i + 2; j-- > 0;)
            p[j] = (j > 0 ? p[j - 1] : Fr()) - points[i].y() * p[j];
    return {p[0], p[1], p[2], p[3]};
}

}  // namespace

std::array<Fr, 8> fixed_base_columns(std::size_t row) {
    const auto& points = jubjub::fixed_base_table()[row];
    const auto lower = monic_with_roots(points.data());
    const auto upper = monic_with_roots(points.data() + 4);
    std::array<Fr, 8> out;
    for (std::size_t j = 0; j < 4; ++j) {
        out[j] = lower[j];
        out[4 + j] = upper[j] - lower[j];
    }
    return out;
}

}  // namespace tacit::zk::plonk
