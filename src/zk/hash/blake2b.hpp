// BLAKE2b with personalisation (RFC 7693, §2.8 parameter block), from libsodium. Spec: §3.2.
#pragma once

#include <memory>
#include <string_view>

#include "base/bytes.hpp"
#include "base/codec.hpp"

namespace tacit::zk {

/// Up to 16 ASCII bytes that separate one use of the hash from every other; padded with zeros.
/// All personalisations of the project are listed in spec/02-encoding.md.
class Personalisation {
  public:
    explicit Personalisation(std::string_view text);
    const ByteArray<16>& bytes() const { return x_bytes; }

  private:
    ByteArray<16> x_bytes{};
};

/// Incremental hash. Copyable; the state is wiped on destruction.
class Blake2b {
  public:
    /// size_bytes is the digest's length, 16 to 64; key may be empty or 16 to 64 bytes.
    Blake2b(const Personalisation& use, std::size_t size_bytes, ByteSpan key = {});
    Blake2b(const Blake2b& other);
    Blake2b& operator=(const Blake2b& other);
    ~Blake2b();

    Blake2b& update(ByteSpan bytes);
    /// Ends the hash; out.size() must be the digest's length. The object must not be used after.
    void finish(MutableByteSpan out);

  private:
    struct State;
    std::unique_ptr<State> x_state;
};

ByteArray<64> blake2b_512(const Personalisation& use, ByteSpan input, ByteSpan key = {});
ByteArray<32> blake2b_256(const Personalisation& use, ByteSpan input, ByteSpan key = {});

/// SHA-256, for pinned files only.
ByteArray<32> sha256(ByteSpan input);

}  // namespace tacit::zk
