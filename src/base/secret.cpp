#include "base/secret.hpp"

#include <cstring>

namespace tacit {

void secure_zero(void* data, std::size_t size_bytes) noexcept {
    if (size_bytes == 0) return;
    std::memset(data, 0, size_bytes);
    // The compiler must assume that this reads the memory: the stores before it stay.
    asm volatile("" : : "r"(data) : "memory");
}

bool equal_constant_time(ByteSpan a, ByteSpan b) noexcept {
    if (a.size() != b.size()) return false;
    std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

}  // namespace tacit
