#include "zk/plonk/transcript.hpp"

#include "base/check.hpp"
#include "base/codec.hpp"

namespace tacit::zk::plonk {
namespace {

constexpr std::uint8_t kItem = 1;
constexpr std::uint8_t kChallenge = 2;

}  // namespace

Transcript::Transcript(TranscriptObserver* observer)
    : x_hash(Personalisation("Tacit_PlonkXscr"), 64), x_observer(observer) {}

void Transcript::frame(std::uint8_t kind, std::string_view label, ByteSpan bytes) {
    TACIT_CHECK(!label.empty() && label.size() < 256);
    Writer out;
    out.u8(kind);
    out.u8(static_cast<std::uint8_t>(label.size()));
    out.fixed(as_bytes(label));
    out.var_bytes(bytes);
    x_hash.update(out.bytes());
}

void Transcript::absorb(std::string_view label, ByteSpan bytes) {
    if (x_observer != nullptr && !x_observer->absorb(label, bytes)) return;
    frame(kItem, label, bytes);
}

void Transcript::absorb(std::string_view label, const Fr& value) {
    absorb(label, ByteSpan(value.encode()));
}

void Transcript::absorb_u32(std::string_view label, std::uint32_t value) {
    Writer out;
    out.u32(value);
    absorb(label, out.bytes());
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
