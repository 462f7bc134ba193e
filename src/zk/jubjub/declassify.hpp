// Marks the places where a value computed from secrets may become public. Spec: §3.7.6.
#pragma once

#ifdef TACIT_CTGRIND
#include <valgrind/memcheck.h>
#endif

namespace tacit::zk::jubjub {

/// Tells the constant-time checker (the program under ctgrind/) that `value` may be branched on
/// from here: it is published, or its only possible other value has negligible probability. Makes
/// no code in other builds.
template <class T>
inline void declassify([[maybe_unused]] const T& value) {
#ifdef TACIT_CTGRIND
    VALGRIND_MAKE_MEM_DEFINED(&value, sizeof value);
#endif
}

}  // namespace tacit::zk::jubjub
