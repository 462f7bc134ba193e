// A whole folder that survives a power cut.
#pragma once

#include <filesystem>

namespace tacit::apps {

/// Syncs every file and folder below, and the folder itself. False when the disk refuses.
bool sync_tree(const std::filesystem::path& folder);

}  // namespace tacit::apps
