// Files that survive a power cut, and that only their owner reads.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace tacit::apps {

/// Writes beside the file, syncs, renames: a reader sees the old content or the new one. Mode 0600.
/// False when the disk refuses.
bool write_durably(const std::filesystem::path& file, std::string_view content);

/// Syncs the file or folder itself. False when the disk refuses.
bool sync_path(const std::filesystem::path& path);
/// Syncs every file and folder below, and the folder itself.
bool sync_tree(const std::filesystem::path& folder);

}  // namespace tacit::apps
