#include "apps/tacitd/files.hpp"

#include "apps/host/write_file.hpp"

namespace tacit::apps {

namespace fs = std::filesystem;

bool sync_tree(const fs::path& folder) {
    std::error_code error;
    for (auto it = fs::recursive_directory_iterator(folder, error);
         !error && it != fs::recursive_directory_iterator(); it.increment(error))
        if (!sync_path(it->path())) return false;
    return !error && sync_path(folder);
}

}  // namespace tacit::apps
