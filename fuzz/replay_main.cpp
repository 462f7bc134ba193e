// Runs a fuzz target once on each file of the folders it is given: the fast test that keeps the
// samples, and every input that once broke something, mended. libFuzzer brings its own main.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// Replays one folder; returns how many files it held.
std::size_t replay_folder(const std::filesystem::path& folder) {
    std::size_t replayed = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        // Named first, so that a crash says which file it was.
        std::printf("%s\n", entry.path().c_str());
        std::fflush(stdout);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++replayed;
    }
    return replayed;
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t replayed = 0;
    for (int i = 1; i < argc; ++i) replayed += replay_folder(argv[i]);
    if (replayed == 0) std::printf("no sample found: a fuzz target starts from real samples\n");
    return replayed == 0 ? 1 : 0;
}
