#include "zk/curve/bucket_sums.hpp"

#include <cstdlib>
#include <numeric>

#include "base/check.hpp"
#include "base/secret.hpp"

namespace tacit::zk {
namespace {

/// Where digit (i, w) goes: point i + w * table_stride of the table, into the buckets of section
/// w * section_stride, if its size is in the range. One of the strides is 0.
struct Layout {
    std::size_t table_stride;
    std::size_t section_stride;
    BucketRange range;

    std::size_t sections(const SignedDigits& digits) const {
        return section_stride == 0 ? 1 : digits.windows();
    }
};

template <class T>
void wipe(std::vector<T>& elements) {
    secure_zero(elements.data(), elements.size() * sizeof(T));
}

void wipe(TermGroups& groups) {
    wipe(groups.terms);
    wipe(groups.sizes);
}

/// Calls use(bucket, i, w, digit) for every digit of the range. Bucket b of a section takes the
/// points whose digit is b + 1 or -(b + 1).
template <class Use>
void for_each_term(const SignedDigits& digits, const Layout& layout, const Use& use) {
    for (std::size_t i = 0; i < digits.size(); ++i)
        for (std::size_t w = 0; w < digits.windows(); ++w) {
            const int digit = digits.at(i, w);
            const auto weight = static_cast<std::size_t>(std::abs(digit));
            if (weight <= layout.range.first || weight > layout.range.last) continue;
            use(w * layout.section_stride * digits.largest() + weight - 1, i, w, digit);
        }
}

/// A counting sort. Buckets outside of the range stay empty.
TermGroups sort_into_buckets(const SignedDigits& digits, const Layout& layout) {
    TermGroups out;
    out.sizes.resize(digits.largest() * layout.sections(digits));
    for_each_term(digits, layout,
                  [&](std::size_t bucket, std::size_t, std::size_t, int) { ++out.sizes[bucket]; });
    std::vector<std::uint32_t> place(out.sizes.size());
    std::exclusive_scan(out.sizes.begin(), out.sizes.end(), place.begin(), 0U);
    out.terms.resize(out.sizes.empty() ? 0 : place.back() + out.sizes.back());
    for_each_term(digits, layout, [&](std::size_t bucket, std::size_t i, std::size_t w, int digit) {
        out.terms[place[bucket]++] = SignedIndex(i + w * layout.table_stride, digit < 0);
    });
    wipe(place);
    return out;
}

/// A bucket's weight b + 1 as high * 2^low_bits + low: sums over equal high and over equal low
/// parts leave only about two times the square root of the number of buckets to be multiplied.
class WeightSplit {
  public:
    explicit WeightSplit(std::size_t buckets) : x_buckets(buckets) {
        while ((std::size_t{1} << (2 * x_low_bits)) < buckets) ++x_low_bits;
    }

    int low_bits() const { return x_low_bits; }
    std::size_t highs() const { return (x_buckets >> x_low_bits) + 1; }
    std::size_t lows() const { return std::size_t{1} << x_low_bits; }

    /// Appends the groups of one section: by high part, then by low part.
    void append_groups(std::size_t first_bucket, const BucketRange& range, TermGroups& to) const {
        const auto append = [&](std::size_t weight) {
            if (weight <= range.first || weight > range.last) return;  // an empty bucket
            to.terms.emplace_back(first_bucket + weight - 1, false);
            ++to.sizes.back();
        };
        for (std::size_t high = 0; high < highs(); ++high) {
            to.sizes.push_back(0);
            if (high == 0) continue;  // multiplied by 0
            for (std::size_t low = 0; low < lows(); ++low)
                if (const auto weight = high * lows() + low; weight <= x_buckets) append(weight);
        }
        for (std::size_t low = 0; low < lows(); ++low) {
            to.sizes.push_back(0);
            if (low == 0) continue;
            for (std::size_t weight = low; weight <= x_buckets; weight += lows()) append(weight);
        }
    }

  private:
    std::size_t x_buckets;
    int x_low_bits = 0;
};

/// The sum of i * points[i].
G1 weighted_sum(std::span<const G1Affine> points) {
    G1 above, sum;
    for (std::size_t i = points.size(); i-- > 1;) {
        above += points[i];
        sum += above;
    }
    return sum;
}

/// For each section the sum of (b + 1) * buckets[b].
std::vector<G1> weigh_sections(std::span<const G1Affine> buckets, std::size_t sections,
                               const BucketRange& range) {
    const std::size_t each = buckets.size() / sections;
    const WeightSplit split(each);
    const std::size_t groups_each = split.highs() + split.lows();
    TermGroups groups;
    groups.terms.reserve(sections * 2 * each);
    groups.sizes.reserve(sections * groups_each);
    for (std::size_t s = 0; s < sections; ++s) split.append_groups(s * each, range, groups);
    auto sums = sum_groups_vartime(buckets, groups);
    wipe(groups);
    std::vector<G1> out;
    out.reserve(sections);
    for (std::size_t s = 0; s < sections; ++s) {
        const auto own = std::span(sums).subspan(s * groups_each, groups_each);
        G1 sum = weighted_sum(own.first(split.highs()));
        for (int i = 0; i < split.low_bits(); ++i) sum = sum.doubled();
        out.push_back(sum + weighted_sum(own.subspan(split.highs())));
    }
    wipe(sums);
    return out;
}

std::vector<G1> sum_sections(std::span<const G1Affine> table, const SignedDigits& digits,
                             const Layout& layout) {
    TermGroups groups = sort_into_buckets(digits, layout);
    std::vector<G1Affine> buckets = sum_groups_vartime(table, groups);
    wipe(groups);
    auto out = weigh_sections(buckets, layout.sections(digits), layout.range);
    wipe(buckets);
    return out;
}

}  // namespace

std::vector<G1> sum_windows_vartime(std::span<const G1Affine> points, const SignedDigits& digits) {
    TACIT_CHECK(points.size() >= digits.size());
    return sum_sections(points, digits, {0, 1, {0, digits.largest()}});
}

std::vector<BucketRange> share_buckets(const SignedDigits& digits, std::size_t parts) {
    // An addition for each term, and two for each bucket when it is weighed.
    std::vector<std::size_t> work(digits.largest(), 2);
    const Layout all{0, 0, {0, digits.largest()}};
    for_each_term(digits, all,
                  [&](std::size_t bucket, std::size_t, std::size_t, int) { ++work[bucket]; });
    const std::size_t total = std::reduce(work.begin(), work.end());
    std::vector<BucketRange> out;
    out.reserve(parts);
    std::size_t done = 0, first = 0;
    for (std::size_t bucket = 0; bucket < work.size(); ++bucket) {
        done += work[bucket];
        if (done * parts < total * (out.size() + 1)) continue;
        out.push_back({first, bucket + 1});
        first = bucket + 1;
    }
    wipe(work);
    return out;
}

G1 sum_table_vartime(std::span<const G1Affine> table, std::size_t stride,
                     const SignedDigits& digits, const BucketRange& range) {
    TACIT_CHECK(digits.size() <= stride && table.size() == stride * digits.windows());
    TACIT_CHECK(range.first <= range.last && range.last <= digits.largest());
    std::vector<G1> sums = sum_sections(table, digits, {stride, 0, range});
    const G1 out = sums.front();
    wipe(sums);
    return out;
}

}  // namespace tacit::zk
