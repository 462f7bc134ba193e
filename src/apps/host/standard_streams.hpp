// Standard output, on which results are: what is lost there must not look like success.
#pragma once

#include <string_view>

namespace tacit::apps {

/// Opens those of the descriptors 0 to 2 that are closed, so that no file or connection of the
/// program takes their numbers and is then written to as if it were standard output. Reading from
/// and writing to them fails as before. Call at the start of main.
void fill_standard_streams();

/// Writes and flushes. Failures are remembered: see is_output_whole().
void write_output(std::string_view text);

/// Whether everything written to standard output so far, through C or C++ streams, went there.
bool is_output_whole();

}  // namespace tacit::apps
