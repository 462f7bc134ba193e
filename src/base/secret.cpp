#include "base/secret.hpp"

namespace tacit {

void secure_zero(void* data, std::size_t size_bytes) noexcept {
    auto* byte = static_cast<volatile std::uint8_t*>(data);
    for (std::size_t i = 0; i < size_bytes; ++i) byte[i] = 0;
}

bool equal_constant_time(ByteSpan a, ByteSpan b) noexcept {
    if (a.size() != b.size()) return false;
    std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

}  // namespace tacit
