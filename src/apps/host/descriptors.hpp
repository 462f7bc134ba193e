// How many files and sockets a process may have open.
#pragma once

#include <cstdint>

namespace tacit::apps {

/// Raises this process's limit to `needed` where it is lower and the system lets it. The limit
/// afterwards: below `needed` means that whoever started the process must raise it.
std::uint64_t raise_descriptor_limit(std::uint64_t needed);

}  // namespace tacit::apps
