// Any text as a viewing key: what is accepted encodes to the same text again.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "shielded/keys/bech32m.hpp"
#include "shielded/keys/viewing_key.hpp"

using namespace tacit;
using namespace tacit::shielded;

namespace {

template <class Key>
void check(std::string_view text, const std::string& lower) {
    for (const Network network : {Network::kMain, Network::kTest}) {
        const auto key = Key::decode(text, network);
        if (key.ok()) TACIT_CHECK(key->encode(network) == lower);
    }
}

/// The bytes as a payload under a good checksum, which mutation would not find.
template <class Key>
void check_payload(std::string_view prefix, ByteSpan bytes) {
    const std::string text = encode_bech32m(prefix, bytes);
    check<Key>(text, text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = as_text({data, size});
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    check<IncomingViewingKey>(text, lower);
    check<FullViewingKey>(text, lower);
    check_payload<IncomingViewingKey>("tacivk", {data, size});
    check_payload<FullViewingKey>("tacfvk", {data, size});
    return 0;
}
