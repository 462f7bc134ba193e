// Any text as an address: what is accepted has exactly one lower-case text, on one network.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "shielded/keys/address.hpp"

using namespace tacit;
using namespace tacit::shielded;

namespace {

/// The payload without text around it, which mutation reaches past the checksum.
void check_payload(ByteSpan bytes) {
    const auto address = Address::decode_bytes(bytes);
    if (!address.ok()) return;
    const auto again = address->encode_bytes();
    TACIT_CHECK(std::equal(again.begin(), again.end(), bytes.begin(), bytes.end()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check_payload({data, size});
    const std::string_view text = as_text({data, size});
    const auto main = Address::decode(text, Network::kMain);
    const auto test = Address::decode(text, Network::kTest);
    TACIT_CHECK(!(main.ok() && test.ok()));
    if (!main.ok() && !test.ok()) return 0;
    const Network network = main.ok() ? Network::kMain : Network::kTest;
    const Address& address = main.ok() ? *main : *test;
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    TACIT_CHECK(address.encode(network) == lower);
    TACIT_CHECK(Address::decode_bytes(address.encode_bytes()).value() == address);
    return 0;
}
