// A prover over F_7, small enough to run with every choice of blinders: the distribution of all
// that a proof shows must be the same for every witness. Commitments count as what they are to
// someone with unlimited time: the polynomial's value at tau. Spec: §4.7.1.
#include <algorithm>
#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "zk/plonk/parameters.hpp"

namespace tacit::zk::plonk::zero_knowledge_test {
namespace {

constexpr unsigned kP = 7;

class F7 {
  public:
    constexpr F7() = default;
    constexpr explicit F7(unsigned value) : x_value(value % kP) {}
    constexpr unsigned value() const { return x_value; }
    friend constexpr F7 operator+(F7 a, F7 b) { return F7(a.x_value + b.x_value); }
    friend constexpr F7 operator-(F7 a, F7 b) { return F7(a.x_value + kP - b.x_value); }
    friend constexpr F7 operator*(F7 a, F7 b) { return F7(a.x_value * b.x_value); }
    friend constexpr bool operator==(F7 a, F7 b) = default;
    constexpr F7 inverse() const {  // x^5
        const F7 square = *this * *this;
        return square * square * *this;
    }

  private:
    unsigned x_value = 0;
};

/// Coefficients, without a trip to the heap: millions of these are made.
class Polynomial {
  public:
    Polynomial() = default;
    explicit Polynomial(std::size_t size) : x_size(size) { EXPECT_LE(size, kCapacity); }
    Polynomial(std::initializer_list<F7> coefficients) : x_size(coefficients.size()) {
        std::copy(coefficients.begin(), coefficients.end(), x_coefficients.begin());
    }
    std::size_t size() const { return x_size; }
    F7& operator[](std::size_t i) { return x_coefficients[i]; }
    F7 operator[](std::size_t i) const { return x_coefficients[i]; }

  private:
    static constexpr std::size_t kCapacity = 16;
    std::array<F7, kCapacity> x_coefficients{};  // 0 behind the size
    std::size_t x_size = 0;
};

F7 evaluate(const Polynomial& f, F7 x) {
    F7 out;
    for (std::size_t i = f.size(); i-- > 0;) out = out * x + f[i];
    return out;
}

Polynomial multiply(const Polynomial& f, const Polynomial& g) {
    Polynomial out(f.size() + g.size() - 1);
    for (std::size_t i = 0; i < f.size(); ++i)
        for (std::size_t j = 0; j < g.size(); ++j) out[i + j] = out[i + j] + f[i] * g[j];
    return out;
}

/// f + factor · g
Polynomial plus(const Polynomial& f, const Polynomial& g, F7 factor = F7(1)) {
    Polynomial out(std::max(f.size(), g.size()));
    for (std::size_t i = 0; i < f.size(); ++i) out[i] = f[i];
    for (std::size_t i = 0; i < g.size(); ++i) out[i] = out[i] + factor * g[i];
    return out;
}

/// f(omega X), omega = -1.
Polynomial shifted(Polynomial f) {
    for (std::size_t i = 1; i < f.size(); i += 2) f[i] = F7(0) - f[i];
    return f;
}

// The domain of two rows, H = {1, -1}; tau, tau·omega, zeta, zeta·omega are the other four numbers.
constexpr F7 kOmega(6), kTau(2), kZeta(3);
constexpr F7 kBeta(1), kGamma(1), kAlpha(3), kCoset(3);

/// The polynomial with these values at 1 and -1, plus blinders times Z_H = X^2 - 1.
Polynomial blinded(F7 at_1, F7 at_minus_1, const Polynomial& blinders) {
    const F7 half = F7(2).inverse();
    const Polynomial plain = {(at_1 + at_minus_1) * half, (at_1 - at_minus_1) * half};
    if (blinders.size() == 0) return plain;
    return plus(plain, multiply(blinders, {F7(6), F7(0), F7(1)}));
}

/// f / (X^2 - 1), which must leave nothing.
Polynomial divide_by_vanishing(Polynomial f) {
    Polynomial out(f.size() - 2);
    for (std::size_t i = f.size(); i-- > 2;) {
        out[i - 2] = f[i];
        f[i - 2] = f[i - 2] + f[i];
    }
    EXPECT_TRUE(f[0] == F7(0) && f[1] == F7(0)) << "the witness is false";
    return out;
}

/// How many blinders each polynomial gets.
struct Blinders {
    std::size_t wire;
    std::size_t permutation;
    std::size_t chunks;
    std::size_t count() const { return wire + permutation + chunks; }
};

/// The circuit: one wire, two rows, joined by a copy constraint. The wire's gate reads the next
/// row or not; both have the witnesses 0 and 1.
enum class Gate { kNextRow, kOneRow };

/// z(1) = 1 and z(-1), the only values that depend on the witness beside the wire's own.
F7 permutation_at_second_row(F7 x) {
    return (x + kBeta * kCoset + kGamma) * (x + kBeta * kCoset * kOmega + kGamma).inverse();
}

/// Quotient of gate + alpha · permutation + alpha^2 · L_0 (z - 1), cut where a chunk is full.
Polynomial quotient(Gate gate, const Polynomial& wire, const Polynomial& z) {
    const Polynomial first_row = {F7(4), F7(4)};  // L_0 = (X + 1) / 2
    const Polynomial square = multiply(wire, wire);
    const Polynomial other = gate == Gate::kNextRow ? shifted(wire) : wire;
    Polynomial sum = multiply(first_row, plus(other, square, F7(6)));
    const Polynomial identity = plus(wire, {kGamma, kBeta * kCoset});
    const Polynomial moved = plus(wire, {kGamma, kBeta * kCoset * kOmega});  // sigma = -k X
    sum = plus(sum, multiply(z, identity), kAlpha);
    sum = plus(sum, multiply(shifted(z), moved), F7(0) - kAlpha);
    sum = plus(sum, multiply(first_row, plus(z, {F7(6)})), kAlpha * kAlpha);
    return divide_by_vanishing(sum);
}

/// Everything a proof shows but the quotient's chunks, in base 7.
std::uint32_t view_of(Gate gate, const Polynomial& wire, const Polynomial& z) {
    std::uint32_t out = 0;
    const auto show = [&](F7 x) { out = out * kP + x.value(); };
    show(evaluate(wire, kTau));
    show(evaluate(wire, kZeta));
    if (gate == Gate::kNextRow) show(evaluate(wire, kZeta * kOmega));
    show(evaluate(z, kTau));
    show(evaluate(z, kZeta * kOmega));
    return out;
}

/// Coefficients first .. last - 1.
Polynomial part(const Polynomial& f, std::size_t first, std::size_t last) {
    Polynomial out(last - first);
    for (std::size_t i = first; i < last; ++i) out[i - first] = f[i];
    return out;
}

/// How often each view is seen over all proofs of the witness x: one for each choice of all
/// blinders.
std::vector<std::uint32_t> all_views(Gate gate, F7 x, const Blinders& count) {
    std::size_t choices = 1;
    for (std::size_t i = 0; i < count.wire + count.permutation; ++i) choices *= kP;
    std::vector<std::uint32_t> out(kP * kP * kP * kP * kP * kP * kP);
    for (std::size_t choice = 0; choice < choices; ++choice) {
        std::size_t rest = choice;
        const auto draw = [&](std::size_t length) {
            Polynomial drawn(length);
            for (std::size_t i = 0; i < length; ++i, rest /= kP)
                drawn[i] = F7(static_cast<unsigned>(rest % kP));
            return drawn;
        };
        const Polynomial wire = blinded(x, x, draw(count.wire));
        const Polynomial z = blinded(F7(1), permutation_at_second_row(x), draw(count.permutation));
        const Polynomial t = quotient(gate, wire, z);
        const std::size_t cut = (t.size() + 1) / 2;
        const F7 low = evaluate(part(t, 0, cut), kTau);
        const F7 high = evaluate(part(t, cut, t.size()), kTau);
        F7 power(1);
        for (std::size_t i = 0; i < cut; ++i) power = power * kTau;
        const std::uint32_t view = view_of(gate, wire, z);
        for (unsigned b = 0; b < (count.chunks == 0 ? 1 : kP); ++b)  // low + b X^cut, high - b
            ++out[(view * kP + (low + F7(b) * power).value()) * kP + (high - F7(b)).value()];
    }
    return out;
}

bool hides_the_witness(Gate gate, const Blinders& count) {
    return all_views(gate, F7(0), count) == all_views(gate, F7(1), count);
}

constexpr Blinders kOurs{kNextWireBlinders, kPermutationBlinders, 1};
constexpr Blinders kOursOneRow{kOtherWireBlinders, kPermutationBlinders, 1};

/// The two statements are not the same: z differs, so there is something to hide.
TEST(ToyZeroKnowledge, TheWitnessesDiffer) {
    EXPECT_FALSE(permutation_at_second_row(F7(0)) == permutation_at_second_row(F7(1)));
    EXPECT_FALSE(hides_the_witness(Gate::kNextRow, {0, 0, 0}));
    EXPECT_FALSE(hides_the_witness(Gate::kOneRow, {0, 0, 0}));
}

/// The prover's own counts (parameters.hpp): all 7^8 and 7^6 proofs of each witness.
TEST(ToyZeroKnowledge, EverythingAProofShowsIsIndependentOfTheWitness) {
    EXPECT_TRUE(hides_the_witness(Gate::kNextRow, kOurs));
    EXPECT_TRUE(hides_the_witness(Gate::kOneRow, kOursOneRow));
}

/// With fewer blinders than openings the same measure sees the witness. A wire that is read from
/// the next row leaks with two too few: tau·omega is seen only through the quotient, in one
/// equation for all polynomials, so one blinder of z's covers for one of the wire's here. The
/// counts do not lean on that.
TEST(ToyZeroKnowledge, FewerBlindersLeak) {
    EXPECT_FALSE(hides_the_witness(Gate::kOneRow, {kOtherWireBlinders - 1, 3, 1}));
    EXPECT_FALSE(hides_the_witness(Gate::kOneRow, {kOtherWireBlinders, 1, 1}));
    EXPECT_FALSE(hides_the_witness(Gate::kOneRow, {kOtherWireBlinders, 3, 0}));
    EXPECT_FALSE(hides_the_witness(Gate::kNextRow, {kNextWireBlinders - 2, 3, 1}));
}

/// Each polynomial alone: the values it is seen at are uniform, whatever it is on the domain.
TEST(ToyZeroKnowledge, AsManyBlindersAsPlacesMakeThemUniform) {
    const F7 places[] = {kTau, kTau * kOmega, kZeta, kZeta * kOmega};
    for (std::size_t count = 1; count <= 4; ++count)
        for (unsigned values = 0; values < kP * kP; ++values) {
            std::vector<unsigned> seen;
            std::size_t choices = 1;
            for (std::size_t i = 0; i < count; ++i) choices *= kP;
            for (std::size_t choice = 0; choice < choices; ++choice) {
                Polynomial b(count);
                std::size_t rest = choice;
                for (std::size_t i = 0; i < count; ++i, rest /= kP)
                    b[i] = F7(static_cast<unsigned>(rest % kP));
                const Polynomial f = blinded(F7(values / kP), F7(values % kP), b);
                unsigned code = 0;
                for (std::size_t i = 0; i < count; ++i)
                    code = code * kP + evaluate(f, places[i]).value();
                seen.push_back(code);
            }
            std::sort(seen.begin(), seen.end());
            for (std::size_t i = 0; i < seen.size(); ++i) ASSERT_EQ(seen[i], i);
        }
}

}  // namespace
}  // namespace tacit::zk::plonk::zero_knowledge_test
