// Named places where a test lets the program die as if its power were cut.
#pragma once

#include <string_view>

namespace tacit::node {

/// Chooses the one place and the pass at which to die: "commit.before_write" kills at the first
/// pass, "commit.before_write:3" at the third. The process gets SIGKILL: no handler runs, no buffer
/// is flushed. Call before other threads start; tacitd passes the environment's TACIT_FAILPOINT.
void arm_failpoint(std::string_view place);

/// Returns at once unless this place was chosen and its pass has come.
void failpoint(std::string_view name);

}  // namespace tacit::node
