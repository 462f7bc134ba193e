// tacit-setup: checks the ceremony's text file and writes the binary form that the programs load.
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "apps/host/exit_status.hpp"
#include "apps/host/read_file.hpp"
#include "apps/host/system.hpp"
#include "zk/curve/commitment_key.hpp"
#include "zk/curve/setup.hpp"

namespace tacit::apps {
namespace {

// Five times what it has; a longer file is another.
constexpr std::size_t kTextSizeBytesMax = std::size_t{4} << 20;

constexpr const char* kUsage =
    "Usage: tacit-setup IN FOLDER\n"
    "\n"
    "Checks IN, the text file of the Ethereum KZG ceremony (trusted_setup.txt of c-kzg-4844), and\n"
    "writes into FOLDER what the programs load: setup.bin, its binary form, and\n"
    "commitment_key.bin, multiples of its points that provers need.\n"
    "\n"
    "Example: tacit-setup trusted_setup.txt build/share/tacit\n"
    "\n"
    "Exit status: 0 written; 1 refused, and no file is half written; 2 misused.\n";

/// Writes beside the file and renames, so that a reader never sees half of it.
bool write_file(const std::filesystem::path& path, ByteSpan content) {
    std::filesystem::path part = path;
    part += ".part" + std::to_string(::getpid());
    std::error_code error;
    {
        std::ofstream out(part, std::ios::binary);
        out.write(as_text(content).data(), static_cast<std::streamsize>(content.size()));
        out.close();
        if (!out) {
            std::filesystem::remove(part, error);
            return false;
        }
    }
    std::filesystem::rename(part, path, error);
    if (!error) return true;
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    return false;
}

int convert(const char* in_path, const char* out_folder) {
    const auto text = read_start_of_file(in_path, kTextSizeBytesMax);
    if (!text) {
        std::fprintf(stderr, "tacit-setup: cannot read %s; check the path.\n", in_path);
        return kRefused;
    }
    SystemRng rng;
    ThreadPool pool;
    const auto setup = zk::decode_trusted_setup_text(as_bytes(*text), rng, pool);
    if (!setup.ok()) {
        std::fprintf(stderr,
                     "tacit-setup: %s; take trusted_setup.txt of ckzg 2.1.8 (run tools/setup).\n",
                     zk::describe(setup.error()).c_str());
        return kRefused;
    }
    const Bytes binary = zk::encode_setup(*setup);
    const Bytes key = zk::encode_commitment_key(
        zk::make_commitment_key(*setup, zk::kCommitmentKeyFileShape, pool));
    // What every program will do with the files must work before they appear.
    if (!zk::decode_setup_pinned(binary).ok() || !zk::decode_commitment_key_pinned(key, pool)) {
        std::fprintf(stderr,
                     "tacit-setup: the files do not have the digests that the source names; this "
                     "program and its source disagree: build it again.\n");
        return kRefused;
    }
    const std::filesystem::path folder = out_folder;
    for (const auto& [name, content] : {std::pair{"setup.bin", ByteSpan(binary)},
                                        std::pair{"commitment_key.bin", ByteSpan(key)}}) {
        if (write_file(folder / name, content)) continue;
        std::fprintf(stderr, "tacit-setup: cannot write %s; check its folder and the free space.\n",
                     (folder / name).c_str());
        return kRefused;
    }
    return kDone;
}

}  // namespace
}  // namespace tacit::apps

int main(int argc, char** argv) {
    using namespace tacit::apps;
    if (argc == 2 && (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0)) {
        std::fputs(kUsage, stdout);
        return kDone;
    }
    if (argc != 3) {
        std::fputs(kUsage, stderr);
        return kMisused;
    }
    initialise_host();
    return convert(argv[1], argv[2]);
}
