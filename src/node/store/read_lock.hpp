// Keeps a database from being opened for writing while it is looked at.
#pragma once

#include <filesystem>
#include <utility>

#include "node/store/store.hpp"

namespace tacit::node {

/// A shared lock on the file that RocksDB locks for whoever writes. Needs to read that file alone.
class ReadLock {
  public:
    /// `folder` is the database's. Error: kLocked while another process writes; kIo.
    /// Precondition: this process does not have the database open itself (POSIX gives locks to
    /// processes: the end of this one would end its own).
    static StoreResult<ReadLock> take(const std::filesystem::path& folder);
    ~ReadLock();
    ReadLock(ReadLock&& other) noexcept : x_descriptor(std::exchange(other.x_descriptor, -1)) {}
    ReadLock(const ReadLock&) = delete;
    ReadLock& operator=(const ReadLock&) = delete;
    ReadLock& operator=(ReadLock&&) = delete;

  private:
    explicit ReadLock(int descriptor) : x_descriptor(descriptor) {}

    int x_descriptor;  // -1: nobody ever wrote, so there is no such file
};

}  // namespace tacit::node
