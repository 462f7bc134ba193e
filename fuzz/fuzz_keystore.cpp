// Any bytes as a keystore: opening ends with a typed error. The cost fields are cut down first, so
// that a run spends its time on decoding and not on Argon2. Then the bytes as a keystore's content:
// what is sealed is what opens.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "base/codec.hpp"
#include "base/testing/seeded_rng.hpp"
#include "wallet/keystore/keystore.hpp"

using namespace tacit;
using namespace tacit::wallet;

namespace {

// Three derivations of a key take longer than all decoding.
constexpr std::size_t kSealEvery = 16;

constexpr std::size_t kCostAt = 9;  // behind magic and version: passes u64, memory u64

/// Costs within the accepted bounds become the least; others stay, to be refused.
Bytes cheap(ByteSpan input) {
    Bytes out(input.begin(), input.end());
    Reader in(input);
    if (!in.fixed(kCostAt, "head")) return out;
    const auto passes = in.u64("passes");
    const auto memory = passes ? in.u64("memory") : passes;
    if (!passes || !memory) return out;
    if (*passes < kKdfCostMin.passes || *passes > kKdfCostMax.passes) return out;
    if (*memory < kKdfCostMin.memory_bytes || *memory > kKdfCostMax.memory_bytes) return out;
    Writer cost;
    cost.u64(kKdfCostMin.passes);
    cost.u64(kKdfCostMin.memory_bytes);
    std::ranges::copy(cost.bytes(), out.begin() + kCostAt);
    return out;
}

KeystoreContent content_of(ByteSpan input) {
    KeystoreContent content;
    content.kind = KeystoreKind::kWatchOnly;
    content.viewing_key =
        SecretText(as_text(input.first(std::min<std::size_t>(input.size(), 1024))));
    return content;
}

/// What is sealed opens again, with its passphrase alone.
void seal_and_open(ByteSpan input, const SecretText& passphrase) {
    testing::SeededRng rng(1);
    const KeystoreContent content = content_of(input);
    const auto sealed = seal_keystore(content, passphrase, rng, kKdfCostMin);
    const auto again = open_keystore(*sealed, passphrase);
    TACIT_CHECK(again.ok() && again->kind == content.kind);
    TACIT_CHECK(std::ranges::equal(again->viewing_key.bytes(), content.viewing_key.bytes()));
    TACIT_CHECK(open_keystore(*sealed, SecretText("wrong")).error() ==
                KeystoreErrorCode::kWrongPassphrase);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan input(data, size);
    const SecretText passphrase("correct horse");
    const auto opened = open_keystore(cheap(input), passphrase);
    TACIT_CHECK(opened.ok() || opened.error() != KeystoreErrorCode::kOutOfMemory);
    if (size % kSealEvery == 0) seal_and_open(input, passphrase);
    return 0;
}
