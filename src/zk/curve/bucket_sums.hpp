// The bucket method: points are added up by the digit they are multiplied with, and only the sums
// are multiplied (Bernstein, Doumen, Lange and Oosterwijk, Indocrypt 2012, §4).
#pragma once

#include <span>
#include <vector>

#include "zk/curve/affine_sums.hpp"
#include "zk/curve/g1.hpp"
#include "zk/curve/signed_digits.hpp"

namespace tacit::zk {

/// For each window w the sum over i of digit(i, w) * points[i].
std::vector<G1> sum_windows_vartime(std::span<const G1Affine> points, const SignedDigits& digits);

/// Buckets first + 1 .. last: the digits of these sizes.
struct BucketRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Cuts the buckets of all digits into at most `parts` ranges of about as much work.
std::vector<BucketRange> share_buckets(const SignedDigits& digits, std::size_t parts);

/// The sum over i and w of digit(i, w) * table[w * stride + i], as far as the digit's size is in
/// the range: all windows share one set of buckets. The table reaches that far (checked).
G1 sum_table_vartime(std::span<const G1Affine> table, std::size_t stride,
                     const SignedDigits& digits, const BucketRange& range);

}  // namespace tacit::zk
