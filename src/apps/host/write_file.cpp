#include "apps/host/write_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
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

bool write_to_device(const fs::path& device, std::string_view content) {
    const int descriptor = ::open(device.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return false;
    const bool is_written = write_all(descriptor, content);
    return ::close(descriptor) == 0 && is_written;
}

}  // namespace

bool write_file_durably(const fs::path& file, std::string_view content) {
    std::error_code error;
    // Named itself: a link to it may have been laid by somebody else.
    if (fs::is_character_file(fs::symlink_status(file, error)))
        return write_to_device(file, content);
    const fs::file_status there = fs::status(file, error);
    if (fs::exists(there) && !fs::is_regular_file(there)) return false;
    // A name that nobody can foresee and lay a link at; made new, or not at all, with mode 0600.
    std::string part = file.string() + ".XXXXXX";
    const int descriptor = ::mkostemp(part.data(), O_CLOEXEC);
    if (descriptor < 0) return false;
    bool is_written = write_all(descriptor, content) && ::fsync(descriptor) == 0;
    is_written = ::close(descriptor) == 0 && is_written;
    if (is_written && ::rename(part.c_str(), file.c_str()) == 0)
        return sync_path(file.parent_path());
    ::unlink(part.c_str());
    return false;
}

bool sync_path(const fs::path& path) {
    const int descriptor = ::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool is_synced = ::fsync(descriptor) == 0 || errno == EINVAL;
    return ::close(descriptor) == 0 && is_synced;
}

}  // namespace tacit::apps
