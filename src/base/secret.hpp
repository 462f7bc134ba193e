// Memory that is zeroed when it dies, and comparison that takes the same time whatever it finds.
#pragma once

#include <cstddef>

#include "base/bytes.hpp"

namespace tacit {

/// Overwrites memory in a way that the compiler keeps.
void secure_zero(void* data, std::size_t size_bytes) noexcept;

/// Equality of two byte strings of equal length, in time that depends on the length alone.
bool equal_constant_time(ByteSpan a, ByteSpan b) noexcept;

/// N secret bytes. Zeroed on destruction and on move; never printed, compared in constant time.
template <std::size_t N>
class SecretBytes {
  public:
    SecretBytes() = default;
    explicit SecretBytes(const ByteArray<N>& bytes) : x_bytes(bytes) {}
    SecretBytes(const SecretBytes&) = default;
    SecretBytes& operator=(const SecretBytes&) = default;
    SecretBytes(SecretBytes&& other) noexcept : x_bytes(other.x_bytes) { other.wipe(); }
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        if (this != &other) {
            x_bytes = other.x_bytes;
            other.wipe();
        }
        return *this;
    }
    ~SecretBytes() { wipe(); }

    static constexpr std::size_t size() { return N; }
    const ByteArray<N>& bytes() const { return x_bytes; }
    ByteArray<N>& mutable_bytes() { return x_bytes; }
    const std::uint8_t* data() const { return x_bytes.data(); }
    std::uint8_t* data() { return x_bytes.data(); }
    bool operator==(const SecretBytes& other) const {
        return equal_constant_time(x_bytes, other.x_bytes);
    }

  private:
    void wipe() noexcept { secure_zero(x_bytes.data(), N); }

    ByteArray<N> x_bytes{};
};

/// Zeroes a byte container at the end of a scope.
class WipeGuard {
  public:
    explicit WipeGuard(MutableByteSpan bytes) : x_bytes(bytes) {}
    ~WipeGuard() { secure_zero(x_bytes.data(), x_bytes.size()); }
    WipeGuard(const WipeGuard&) = delete;
    WipeGuard& operator=(const WipeGuard&) = delete;

  private:
    MutableByteSpan x_bytes;
};

}  // namespace tacit
