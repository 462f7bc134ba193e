// Which programs of this machine run, told apart also when a process id is used again.
#pragma once

#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace tacit::apps {

/// Names one life of one process: its start in clock ticks since boot, times 2^22, plus its id
/// (Linux process ids are below 2^22). Nothing for a process that does not run, or is a zombie.
std::optional<std::uint64_t> process_mark(pid_t process);

/// Mark of the calling process.
std::uint64_t own_process_mark();

/// Whether that life of that process still goes on. Where /proc hides the process: whether any life
/// of it does.
bool is_process_running(std::uint64_t mark);

}  // namespace tacit::apps
