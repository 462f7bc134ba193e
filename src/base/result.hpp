// A value or a typed error. Reading the wrong one stops the program, in every build.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "base/check.hpp"

namespace tacit {

/// Carries an error into a Result: `return fail(Reject::kExpired);`
template <class E>
struct Failure {
    E error;
};

template <class E>
Failure<std::decay_t<E>> fail(E&& error) {
    return {std::forward<E>(error)};
}

template <class T, class E>
class [[nodiscard]] Result {
  public:
    using Value = T;
    using Error = E;

    Result(T value) : x_state(std::in_place_index<0>, std::move(value)) {}
    template <class F>
        requires std::is_constructible_v<E, F>
    Result(Failure<F> failure) : x_state(std::in_place_index<1>, std::move(failure.error)) {}

    bool ok() const noexcept { return x_state.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    T& value() & { return checked<0>(x_state); }
    const T& value() const& { return checked<0>(x_state); }
    T&& value() && { return std::move(checked<0>(x_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const E& error() const& { return checked<1>(x_state); }
    E&& error() && { return std::move(checked<1>(x_state)); }

  private:
    template <std::size_t I, class S>
    static auto& checked(S& state) {
        auto* held = std::get_if<I>(&state);
        TACIT_CHECK(held != nullptr);
        return *held;
    }

    std::variant<T, E> x_state;
};

template <class E>
class [[nodiscard]] Result<void, E> {
  public:
    using Value = void;
    using Error = E;

    Result() = default;
    template <class F>
        requires std::is_constructible_v<E, F>
    Result(Failure<F> failure) : x_state(std::in_place_index<1>, std::move(failure.error)) {}

    bool ok() const noexcept { return x_state.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }
    const E& error() const {
        auto* held = std::get_if<1>(&x_state);
        TACIT_CHECK(held != nullptr);
        return *held;
    }

  private:
    std::variant<std::monostate, E> x_state;
};

}  // namespace tacit

#define TACIT_CONCAT_(a, b) a##b
#define TACIT_CONCAT(a, b) TACIT_CONCAT_(a, b)
#define TACIT_TRY_(name, declaration, expression)                  \
    auto name = (expression);                                      \
    if (!name.ok()) return ::tacit::fail(std::move(name).error()); \
    declaration = std::move(name).value()

/// `TACIT_TRY(auto x, read());` declares x, or returns the error of read() to the caller.
#define TACIT_TRY(declaration, expression) \
    TACIT_TRY_(TACIT_CONCAT(tacit_try_, __LINE__), declaration, expression)

/// `TACIT_TRY_VOID(check());` returns the error of check() to the caller, if any.
#define TACIT_TRY_VOID_(name, expression)                                             \
    do {                                                                              \
        if (auto name = (expression); !name.ok()) return ::tacit::fail(name.error()); \
    } while (false)
#define TACIT_TRY_VOID(expression) \
    TACIT_TRY_VOID_(TACIT_CONCAT(tacit_try_void_, __LINE__), expression)
