// What a program that dies leaves of its memory.
#pragma once

namespace tacit::apps {

/// Keeps this process's memory, keys and passphrases included, out of core dumps, and out of the
/// reach of other programs of the same user (ptrace, /proc/PID/mem). Call at the start of main;
/// stops the program if the system refuses.
void disable_core_dumps();

}  // namespace tacit::apps
