#include "zk/plonk/transcript.hpp"

#include "base/check.hpp"

namespace tacit::zk::plonk {
namespace {

constexpr std::uint8_t kItem = 1;
constexpr std::uint8_t kChallenge = 2;

ByteArray<4> little_endian(std::uint32_t value) {
    ByteArray<4> out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(value >> (8 * i));
    return out;
}

}  // namespace

Transcript::Transcript(TranscriptObserver* observer)
    : x_hash(Personalisation("Tacit_PlonkXscr"), 64), x_observer(observer) {}

void Transcript::frame(std::uint8_t kind, std::string_view label, ByteSpan bytes) {
    TACIT_CHECK(!label.empty() && label.size() < 256);
    const ByteArray<2> head = {kind, static_cast<std::uint8_t>(label.size())};
    x_hash.update(head).update(as_bytes(label));
    TACIT_CHECK(bytes.size() <= UINT32_MAX);
    x_hash.update(little_endian(static_cast<std::uint32_t>(bytes.size()))).update(bytes);
}

void Transcript::absorb(std::string_view label, ByteSpan bytes) {
    if (x_observer != nullptr && !x_observer->absorb(label, bytes)) return;
    frame(kItem, label, bytes);
}

void Transcript::absorb(std::string_view label, const Fr& value) {
    absorb(label, ByteSpan(value.encode()));
}

void Transcript::absorb_u32(std::string_view label, std::uint32_t value) {
    absorb(label, ByteSpan(little_endian(value)));
}

Fr Transcript::challenge(std::string_view label) {
    frame(kChallenge, label, {});
    Blake2b copy(x_hash);
    ByteArray<64> digest;
    copy.finish(digest);
    Fr value = Fr::from_wide(digest);
    if (x_observer != nullptr) x_observer->challenge(label, value);
    return value;
}

}  // namespace tacit::zk::plonk
