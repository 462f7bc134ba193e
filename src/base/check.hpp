// Broken invariants stop the program, in every build. Never used on input from outside, and never
// the only guard of validity: input is refused with a Result.
#pragma once

namespace tacit {

/// Prints `what` with its place and aborts.
[[noreturn]] void check_failed(const char* what, const char* file, int line) noexcept;

}  // namespace tacit

#define TACIT_CHECK(condition)                                               \
    do {                                                                     \
        if (!(condition)) [[unlikely]]                                       \
            ::tacit::check_failed(#condition, __FILE__, __LINE__);           \
    } while (false)
