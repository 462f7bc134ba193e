// A file system whose writes and syncs fail on demand. For tests of the store and the engine.
#pragma once

#include <atomic>
#include <memory>

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

namespace tacit::node::testing {

enum class Fault { kNone, kDiskFull, kSyncFails };

class FaultyDisk {
  public:
    FaultyDisk()
        : x_files(std::make_shared<Files>(&x_fault)), x_env(rocksdb::NewCompositeEnv(x_files)) {}

    void set(Fault fault) { x_fault = fault; }
    rocksdb::Env* env() { return x_env.get(); }

  private:
    class File final : public rocksdb::FSWritableFileOwnerWrapper {
      public:
        File(std::unique_ptr<rocksdb::FSWritableFile>&& file, const std::atomic<Fault>* fault)
            : FSWritableFileOwnerWrapper(std::move(file)), x_fault(fault) {}

        rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* context) override {
            if (*x_fault == Fault::kDiskFull) return rocksdb::IOStatus::NoSpace("test: disk full");
            return FSWritableFileOwnerWrapper::Append(data, options, context);
        }
        rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                                 const rocksdb::DataVerificationInfo& info,
                                 rocksdb::IODebugContext* context) override {
            if (*x_fault == Fault::kDiskFull) return rocksdb::IOStatus::NoSpace("test: disk full");
            return FSWritableFileOwnerWrapper::Append(data, options, info, context);
        }
        rocksdb::IOStatus Sync(const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* context) override {
            if (*x_fault != Fault::kNone) return rocksdb::IOStatus::IOError("test: sync failed");
            return FSWritableFileOwnerWrapper::Sync(options, context);
        }

      private:
        const std::atomic<Fault>* x_fault;
    };

    class Files final : public rocksdb::FileSystemWrapper {
      public:
        explicit Files(const std::atomic<Fault>* fault)
            : FileSystemWrapper(rocksdb::FileSystem::Default()), x_fault(fault) {}
        const char* Name() const override { return "tacit-test-faulty-disk"; }

        rocksdb::IOStatus NewWritableFile(const std::string& name,
                                          const rocksdb::FileOptions& options,
                                          std::unique_ptr<rocksdb::FSWritableFile>* out,
                                          rocksdb::IODebugContext* context) override {
            std::unique_ptr<rocksdb::FSWritableFile> file;
            auto status = FileSystemWrapper::NewWritableFile(name, options, &file, context);
            if (status.ok()) *out = std::make_unique<File>(std::move(file), x_fault);
            return status;
        }

      private:
        const std::atomic<Fault>* x_fault;
    };

    std::atomic<Fault> x_fault = Fault::kNone;
    std::shared_ptr<Files> x_files;
    std::unique_ptr<rocksdb::Env> x_env;
};

}  // namespace tacit::node::testing
