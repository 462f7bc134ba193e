// A reproducible byte source whose bytes memcheck takes for undefined memory, so that it reports
// every branch and every address that depends on them. Needs valgrind's header.
#pragma once

#include <cstdio>
#include <string_view>
#include <valgrind/memcheck.h>

#include "base/testing/seeded_rng.hpp"

namespace tacit::testing {

class SecretRng final : public Rng {
  public:
    void fill(MutableByteSpan out) override {
        x_inner.fill(out);
        VALGRIND_MAKE_MEM_UNDEFINED(out.data(), out.size());
    }

  private:
    SeededRng x_inner{1};
};

/// Main of a program that tells memcheck of its secrets: runs `control` with --control, `checks`
/// otherwise. Exit status 0 when they held, 2 outside valgrind, 3 on a wrong result.
inline int run_with_secrets(int argc, char** argv, bool (*checks)(SecretRng&),
                            void (*control)(SecretRng&)) {
    if (!RUNNING_ON_VALGRIND) {
        std::fputs("run this under valgrind\n", stderr);
        return 2;
    }
    SecretRng rng;
    if (argc > 1 && std::string_view(argv[1]) == "--control") {
        control(rng);
        return 0;
    }
    const bool good = checks(rng);
    std::puts(good ? "ctgrind: ok" : "ctgrind: wrong result");
    return good ? 0 : 3;
}

}  // namespace tacit::testing
