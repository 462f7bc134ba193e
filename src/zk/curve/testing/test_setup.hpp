// The real setup, for tests and benchmarks.
#pragma once

#include "zk/curve/setup.hpp"

namespace tacit::zk::testing {

/// Read once from the file that the build makes; the same object at every call. Stops the test
/// program when the file is missing or not the pinned one. Link `zk_test_setup`.
const Setup& test_setup();

}  // namespace tacit::zk::testing
