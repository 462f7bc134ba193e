// The installed setup file, as verification needs it.
#pragma once

#include "apps/tacitd/command_error.hpp"
#include "zk/curve/g2.hpp"

namespace tacit::apps {

/// [tau]_2 of the setup file beside the program, whose digest is pinned. Also checks the pinned
/// verifying key. A few milliseconds. Error: setup_missing or setup_invalid.
CommandResult<zk::G2Affine> load_tau_g2();

}  // namespace tacit::apps
