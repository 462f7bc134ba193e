#include "apps/host/read_file.hpp"

#include <algorithm>
#include <fstream>
#include <vector>

namespace tacit::apps {

std::optional<std::string> read_start_of_file(const std::filesystem::path& file,
                                              std::size_t size_bytes_max) {
    constexpr std::size_t kPartBytes = std::size_t{1} << 16;
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    std::string content;
    std::vector<char> part(kPartBytes);
    while (in && content.size() < size_bytes_max) {
        const std::size_t wanted = std::min(kPartBytes, size_bytes_max - content.size());
        in.read(part.data(), static_cast<std::streamsize>(wanted));
        content.append(part.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad()) return std::nullopt;
    return content;
}

std::optional<std::string> read_file(const std::filesystem::path& file,
                                     std::size_t size_bytes_max) {
    auto content = read_start_of_file(file, size_bytes_max + 1);
    if (content && content->size() > size_bytes_max) return std::nullopt;
    return content;
}

}  // namespace tacit::apps
