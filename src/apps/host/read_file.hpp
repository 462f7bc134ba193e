// Files as they are named by people: perhaps absent, a folder, or longer than anything they should
// be.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace tacit::apps {

/// The file's first size_bytes_max bytes, or all of it. Nothing when it cannot be read; a folder
/// opens like a file, and cannot.
std::optional<std::string> read_start_of_file(const std::filesystem::path& file,
                                              std::size_t size_bytes_max);

/// The whole file. Nothing also when it is larger than size_bytes_max.
std::optional<std::string> read_file(const std::filesystem::path& file, std::size_t size_bytes_max);

}  // namespace tacit::apps
