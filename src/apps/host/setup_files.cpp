#include "apps/host/setup_files.hpp"

#include <fstream>
#include <optional>

#include "apps/host/system.hpp"

namespace tacit::apps {
namespace {

constexpr std::streamoff kFileSizeBytesMax = std::streamoff{16} << 20;

/// Nothing when it cannot be read; empty when it is too long to be what is meant.
std::optional<std::string> read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = in ? std::streamoff{in.tellg()} : -1;
    if (size < 0) return std::nullopt;
    if (size > kFileSizeBytesMax) return std::string();
    std::string content(static_cast<std::size_t>(size), '\0');
    in.seekg(0);
    in.read(content.data(), size);
    if (!in) return std::nullopt;
    return content;
}

}  // namespace

Result<zk::Setup, SetupFileError> load_setup() {
    const auto file = share_dir() / "setup.bin";
    const auto content = read_file(file);
    if (!content) return fail(SetupFileError{file, ""});
    auto setup = zk::decode_setup_pinned(as_bytes(*content));
    if (!setup.ok()) return fail(SetupFileError{file, zk::describe(setup.error())});
    return std::move(*setup);
}

Result<zk::CommitmentKey, SetupFileError> load_commitment_key(Executor& executor) {
    if (const auto content = read_file(share_dir() / "commitment_key.bin"))
        if (auto key = zk::decode_commitment_key_pinned(as_bytes(*content), executor))
            return std::move(*key);
    TACIT_TRY(const zk::Setup setup, load_setup());
    return zk::make_commitment_key(setup, zk::kCommitmentKeyFileShape, executor);
}

}  // namespace tacit::apps
