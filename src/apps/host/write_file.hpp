// Files that survive a power cut, and that only their owner reads: what people asked for (reports,
// statements, disclosures: who was paid what is in them), and what a home holds.
#pragma once

#include <filesystem>
#include <string_view>

namespace tacit::apps {

/// Puts a file of this content in the place of what has that name, if anything, so that nobody ever
/// sees half of it, and a power cut leaves the one or the other. Only its owner can read it.
/// Afterwards as before if it fails (false): no room, no such folder, or what is there is no file.
/// Should only the last step fail, which makes the new name last, the file is new. A character
/// device that is named itself, such as /dev/null, takes the content as it is, and stays.
bool write_file_durably(const std::filesystem::path& file, std::string_view content);

/// Syncs the file or folder itself; the empty path is the working folder. False when the disk
/// refuses; a file system that cannot, and says so, is taken as it is.
bool sync_path(const std::filesystem::path& path);

}  // namespace tacit::apps
