#include "zk/curve/affine_sums.hpp"

#include <algorithm>
#include <array>

#include "base/secret.hpp"

namespace tacit::zk {
namespace {

// Additions that share an inversion: enough to make its cost small, few enough for the caches.
constexpr std::size_t kBatch = 512;

bool is_zero(const blst_fp& value) {
    return std::ranges::all_of(value.l, [](limb_t limb) { return limb == 0; });
}

/// Infinity is (0, 0), which is not on the curve.
bool is_infinity(const blst_p1_affine& point) {
    return is_zero(point.x) && is_zero(point.y);
}

/// Queues additions of affine points and makes them many at a time.
class BatchAdder {
  public:
    BatchAdder() {
        const std::uint64_t one[] = {1, 0, 0, 0, 0, 0};
        blst_fp_from_uint64(&x_one, one);
    }
    BatchAdder(const BatchAdder&) = delete;
    BatchAdder& operator=(const BatchAdder&) = delete;
    ~BatchAdder() { secure_zero(this, sizeof *this); }

    /// *out = a + b with their signs, at the latest after flush. All three must stay until then;
    /// out is neither, and serves as scratch.
    void add(const blst_p1_affine* a, bool negate_a, const blst_p1_affine* b, bool negate_b,
             blst_p1_affine* out) {
        __builtin_prefetch(a);
        __builtin_prefetch(&a->y);
        __builtin_prefetch(b);
        __builtin_prefetch(&b->y);
        x_queue[x_count++] = {a, b, out, negate_a, negate_b};
        if (x_count == kBatch) flush();
    }

    void flush() {
        if (x_count == 0) return;
        for (std::size_t i = 0; i < x_count; ++i) prepare(i);
        blst_fp inverse;
        blst_fp_eucl_inverse(&inverse, &x_products[x_count - 1]);
        for (std::size_t i = x_count; i-- > 0;) finish(i, inverse);
        x_count = 0;
    }

  private:
    enum class Kind : std::uint8_t { kAdd, kDouble, kFirst, kSecond, kInfinity };
    struct Addition {
        const blst_p1_affine* a;
        const blst_p1_affine* b;
        blst_p1_affine* out;
        bool negate_a;
        bool negate_b;
        Kind kind = Kind::kAdd;
    };

    /// The slope's denominator and numerator, which wait in out->x and out->y; 1 below where no
    /// slope is needed.
    void prepare(std::size_t i) {
        Addition& addition = x_queue[i];
        auto& [below, above] = *addition.out;
        blst_fp_sub(&below, &addition.b->x, &addition.a->x);
        const blst_fp ya = signed_y(*addition.a, addition.negate_a);
        const blst_fp yb = signed_y(*addition.b, addition.negate_b);
        blst_fp_sub(&above, &yb, &ya);
        addition.kind = kind_of(addition, below, above);
        if (addition.kind == Kind::kDouble)
            set_tangent(addition, ya);
        else if (addition.kind != Kind::kAdd)
            below = x_one;
        if (i == 0)
            x_products[0] = below;
        else
            blst_fp_mul(&x_products[i], &x_products[i - 1], &below);
    }

    static Kind kind_of(const Addition& addition, const blst_fp& dx, const blst_fp& dy) {
        if (is_infinity(*addition.a)) return Kind::kSecond;
        if (is_infinity(*addition.b)) return Kind::kFirst;
        if (!is_zero(dx)) return Kind::kAdd;
        return is_zero(dy) ? Kind::kDouble : Kind::kInfinity;
    }

    // A branch: but for the first pass over the terms, the sign is always the same.
    static blst_fp signed_y(const blst_p1_affine& point, bool negate) {
        if (!negate) return point.y;
        blst_fp out;
        blst_fp_cneg(&out, &point.y, true);
        return out;
    }

    /// 3 x^2 / (2 y). y is not 0: the curve's order is odd.
    static void set_tangent(const Addition& addition, const blst_fp& y) {
        blst_fp square;
        blst_fp_sqr(&square, &addition.a->x);
        blst_fp_mul_by_3(&addition.out->y, &square);
        blst_fp_add(&addition.out->x, &y, &y);
    }

    /// `inverse` is 1 over the product of denominators 0..i; afterwards of 0..i-1.
    void finish(std::size_t i, blst_fp& inverse) {
        const Addition& addition = x_queue[i];
        blst_fp slope = inverse;
        if (i > 0) {
            blst_fp_mul(&slope, &inverse, &x_products[i - 1]);
            blst_fp_mul(&inverse, &inverse, &addition.out->x);
        }
        switch (addition.kind) {
            case Kind::kAdd:
            case Kind::kDouble:
                blst_fp_mul(&slope, &slope, &addition.out->y);
                follow_line(addition, slope);
                return;
            case Kind::kFirst:
                copy(addition.a, addition.negate_a, addition.out);
                return;
            case Kind::kSecond:
                copy(addition.b, addition.negate_b, addition.out);
                return;
            case Kind::kInfinity:
                *addition.out = {};
                return;
        }
    }

    /// The third point of the line through a and b, mirrored.
    static void follow_line(const Addition& addition, const blst_fp& slope) {
        const blst_p1_affine& a = *addition.a;
        blst_fp x, y;
        blst_fp_sqr(&x, &slope);
        blst_fp_sub(&x, &x, &a.x);
        blst_fp_sub(&x, &x, &addition.b->x);
        blst_fp_sub(&y, &a.x, &x);
        blst_fp_mul(&y, &y, &slope);
        if (addition.negate_a)
            blst_fp_add(&addition.out->y, &y, &a.y);
        else
            blst_fp_sub(&addition.out->y, &y, &a.y);
        addition.out->x = x;
    }

  public:
    static void copy(const blst_p1_affine* from, bool negate, blst_p1_affine* to) {
        *to = {from->x, signed_y(*from, negate)};
    }

  private:
    std::array<Addition, kBatch> x_queue;
    std::array<blst_fp, kBatch> x_products;
    std::size_t x_count = 0;
    blst_fp x_one;
};

// Terms that are halved down to their groups' sums before the next ones are read: few enough for
// their points to stay in the second cache, enough to fill batches.
constexpr std::size_t kBlockTerms = 4096;

/// Elements of the block at work; grows to the largest. Wiped on destruction.
template <class T>
class Buffer {
  public:
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { wipe(); }

    T* at_least(std::size_t size) {
        if (x_elements.size() < size) {
            wipe();
            x_elements = std::vector<T>(size);
        }
        return x_elements.data();
    }

  private:
    void wipe() { secure_zero(x_elements.data(), x_elements.size() * sizeof(T)); }

    std::vector<T> x_elements;
};

/// Sums of one block of groups after the other.
class GroupSums {
  public:
    explicit GroupSums(std::span<const G1Affine> table) : x_table(table) {}

    /// One sum for each size. Halves the groups until each holds one point.
    void sum(std::span<const SignedIndex> terms, std::span<const std::uint32_t> sizes,
             std::span<G1Affine> out) {
        const std::span<std::uint32_t> left(x_sizes.at_least(sizes.size()), sizes.size());
        std::ranges::copy(sizes, left.begin());
        const blst_p1_affine* points = pair_up_terms(terms, x_here.at_least(halved(left)), left);
        for (bool is_here = true; !all_single(left); is_here = !is_here) {
            Buffer<blst_p1_affine>& to = is_here ? x_there : x_here;
            points = pair_up(points, to.at_least(halved(left)), left);
        }
        for (std::size_t group = 0; group < sizes.size(); ++group)
            if (left[group] == 1) out[group] = G1Affine(*points++);
    }

  private:
    static std::uint32_t half(std::uint32_t size) { return (size + 1) / 2; }

    /// The number of points that one halving of all groups leaves.
    static std::size_t halved(std::span<const std::uint32_t> sizes) {
        std::size_t total = 0;
        for (const std::uint32_t size : sizes) total += half(size);
        return total;
    }

    static bool all_single(std::span<const std::uint32_t> sizes) {
        return std::ranges::all_of(sizes, [](std::uint32_t size) { return size <= 1; });
    }

    /// The first halving, of groups and their sizes, reads the table; a group of one is copied with
    /// its sign.
    const blst_p1_affine* pair_up_terms(std::span<const SignedIndex> terms, blst_p1_affine* out,
                                        std::span<std::uint32_t> sizes) {
        blst_p1_affine* to = out;
        auto term = terms.begin();
        for (std::uint32_t& size : sizes) {
            for (std::uint32_t i = 0; i + 1 < size; i += 2, term += 2)
                x_adder.add(&x_table[term[0].index()].raw(), term[0].negative(),
                            &x_table[term[1].index()].raw(), term[1].negative(), to++);
            if (size % 2 == 1) {
                BatchAdder::copy(&x_table[term->index()].raw(), term->negative(), to++);
                ++term;
            }
            size = half(size);
        }
        x_adder.flush();
        return out;
    }

    /// The later ones read what the one before wrote.
    const blst_p1_affine* pair_up(const blst_p1_affine* from, blst_p1_affine* out,
                                  std::span<std::uint32_t> sizes) {
        blst_p1_affine* to = out;
        for (std::uint32_t& size : sizes) {
            for (std::uint32_t i = 0; i + 1 < size; i += 2, from += 2)
                x_adder.add(&from[0], false, &from[1], false, to++);
            if (size % 2 == 1) *to++ = *from++;
            size = half(size);
        }
        x_adder.flush();
        return out;
    }

    std::span<const G1Affine> x_table;
    BatchAdder x_adder;
    Buffer<blst_p1_affine> x_here;
    Buffer<blst_p1_affine> x_there;
    Buffer<std::uint32_t> x_sizes;
};

}  // namespace

std::vector<G1Affine> sum_groups_vartime(std::span<const G1Affine> table,
                                         const TermGroups& groups) {
    std::vector<G1Affine> out(groups.sizes.size());
    GroupSums sums(table);
    std::size_t term = 0;
    for (std::size_t group = 0; group < groups.sizes.size();) {
        const std::size_t first_group = group, first_term = term;
        while (group < groups.sizes.size() && term - first_term < kBlockTerms)
            term += groups.sizes[group++];
        const std::size_t count = group - first_group;
        sums.sum(std::span(groups.terms).subspan(first_term, term - first_term),
                 std::span(groups.sizes).subspan(first_group, count),
                 std::span(out).subspan(first_group, count));
    }
    return out;
}

}  // namespace tacit::zk
