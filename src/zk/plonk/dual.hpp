// Dual numbers a + b·e with e^2 = 0: evaluated on them, a gate gives its derivative.
#pragma once

namespace tacit::zk::plonk {

template <class F>
struct Dual {
    F value;
    F slope;

    Dual() = default;
    explicit Dual(const F& constant) : value(constant), slope(F(0)) {}
    Dual(const F& at, const F& along) : value(at), slope(along) {}

    friend Dual operator+(const Dual& a, const Dual& b) {
        return {a.value + b.value, a.slope + b.slope};
    }
    friend Dual operator-(const Dual& a, const Dual& b) {
        return {a.value - b.value, a.slope - b.slope};
    }
    friend Dual operator*(const Dual& a, const Dual& b) {
        return {a.value * b.value, a.value * b.slope + a.slope * b.value};
    }
    friend Dual operator*(const F& a, const Dual& b) { return {a * b.value, a * b.slope}; }
};

}  // namespace tacit::zk::plonk
