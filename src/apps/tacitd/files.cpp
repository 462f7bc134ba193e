#include "apps/tacitd/files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace tacit::apps {
namespace {

namespace fs = std::filesystem;

bool write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

bool write_durably(const fs::path& file, std::string_view content) {
    const fs::path part = file.string() + ".part";
    ::unlink(part.c_str());
    const int descriptor = ::open(part.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0) return false;
    bool done = write_all(descriptor, content) && ::fsync(descriptor) == 0;
    done = ::close(descriptor) == 0 && done;
    if (done && ::rename(part.c_str(), file.c_str()) == 0) return sync_path(file.parent_path());
    ::unlink(part.c_str());
    return false;
}

bool sync_path(const fs::path& path) {
    const int descriptor = ::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool synced = ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && synced;
}

bool sync_tree(const fs::path& folder) {
    std::error_code error;
    for (auto it = fs::recursive_directory_iterator(folder, error);
         !error && it != fs::recursive_directory_iterator(); it.increment(error))
        if (!sync_path(it->path())) return false;
    return !error && sync_path(folder);
}

}  // namespace tacit::apps
