#include "node/store/read_lock.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tacit::node {

StoreResult<ReadLock> ReadLock::take(const std::filesystem::path& folder) {
    const std::string file = (folder / "LOCK").string();
    ReadLock lock(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (lock.x_descriptor < 0 && errno == ENOENT) return lock;
    struct flock shared{};
    shared.l_type = F_RDLCK;
    shared.l_whence = SEEK_SET;
    if (lock.x_descriptor >= 0 && ::fcntl(lock.x_descriptor, F_SETLK, &shared) == 0) return lock;
    const bool is_held = lock.x_descriptor >= 0 && (errno == EACCES || errno == EAGAIN);
    return fail(StoreError{is_held ? StoreErrorCode::kLocked : StoreErrorCode::kIo,
                           file + ": " + std::strerror(errno)});
}

ReadLock::~ReadLock() {
    if (x_descriptor >= 0) ::close(x_descriptor);
}

}  // namespace tacit::node
