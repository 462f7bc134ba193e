#include "apps/host/setup_files.hpp"

#include "apps/host/read_file.hpp"
#include "apps/host/system.hpp"

namespace tacit::apps {
namespace {

// More than either has; a longer file has another digest anyway.
constexpr std::size_t kFileSizeBytesMax = std::size_t{16} << 20;

}  // namespace

std::string SetupFileError::message() const {
    return "The proof system's setup file " + file.string() +
           (is_missing() ? " is missing." : " cannot be used: " + reason + ".");
}

std::string SetupFileError::hint() const {
    return is_missing() ? "Run `make build`, or name its folder in TACIT_SHARE."
                        : "Run `make build` again.";
}

Result<zk::Setup, SetupFileError> load_setup() {
    const auto file = share_dir() / "setup.bin";
    const auto content = read_start_of_file(file, kFileSizeBytesMax);
    if (!content) return fail(SetupFileError{file, ""});
    auto setup = zk::decode_setup_pinned(as_bytes(*content));
    if (!setup.ok()) return fail(SetupFileError{file, zk::describe(setup.error())});
    return std::move(*setup);
}

Result<zk::CommitmentKey, SetupFileError> load_commitment_key(Executor& executor) {
    if (const auto content =
            read_start_of_file(share_dir() / "commitment_key.bin", kFileSizeBytesMax))
        if (auto key = zk::decode_commitment_key_pinned(as_bytes(*content), executor))
            return std::move(*key);
    TACIT_TRY(const zk::Setup setup, load_setup());
    return zk::make_commitment_key(setup, zk::kCommitmentKeyFileShape, executor);
}

}  // namespace tacit::apps
