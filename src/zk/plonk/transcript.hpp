// Labelled Fiat-Shamir transcript over BLAKE2b-512. Spec: §4.6.
#pragma once

#include <string_view>

#include "zk/field/fr.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::zk::plonk {

/// Sees every item and challenge. For tests: pins the manifest, leaves items out (Frozen Heart), or
/// sets a challenge to a value that would be a division by zero.
class TranscriptObserver {
  public:
    virtual ~TranscriptObserver() = default;
    /// False leaves the item out of the hash.
    virtual bool absorb(std::string_view label, ByteSpan bytes) = 0;
    virtual void challenge(std::string_view label, Fr& value) = 0;
};

/// A running hash of frames: kind (1 item, 2 challenge), length of the label (u8), label, length of
/// the bytes (u32), bytes. The label and both lengths keep one sequence of items from spelling
/// another. A challenge is the hash of all frames up to its own, reduced from 64 bytes.
class Transcript {
  public:
    /// The observer may be null and must outlive the transcript.
    explicit Transcript(TranscriptObserver* observer = nullptr);

    /// label: 1 to 255 bytes (checked).
    void absorb(std::string_view label, ByteSpan bytes);
    void absorb(std::string_view label, const Fr& value);
    void absorb_u32(std::string_view label, std::uint32_t value);
    Fr challenge(std::string_view label);

  private:
    void frame(std::uint8_t kind, std::string_view label, ByteSpan bytes);

    Blake2b x_hash;
    TranscriptObserver* x_observer;
};

}  // namespace tacit::zk::plonk
