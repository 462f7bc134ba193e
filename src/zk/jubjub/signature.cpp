#include "zk/jubjub/signature.hpp"

#include <algorithm>

#include "zk/jubjub/reddsa.hpp"

namespace tacit::zk::jubjub {
namespace {

RedDsa scheme() {
    return RedDsa(Personalisation("Tacit_RedJubjubH"));
}

}  // namespace

Signature Signature::from_bytes(const ByteArray<64>& bytes) {
    Signature out;
    std::copy_n(bytes.begin(), out.r.size(), out.r.begin());
    std::copy_n(bytes.begin() + out.r.size(), out.s.size(), out.s.begin());
    return out;
}

ByteArray<64> Signature::encode() const {
    ByteArray<64> out;
    std::copy(r.begin(), r.end(), out.begin());
    std::copy(s.begin(), s.end(), out.begin() + r.size());
    return out;
}

Signature sign(const SigningKey& key, ByteSpan message, Rng& rng) {
    return scheme().sign(key, message, rng);
}

Result<void, SignatureError> verify(const VerificationKey& key, ByteSpan message,
                                    const Signature& signature) {
    return scheme().verify(key, message, signature);
}

Result<void, std::vector<BatchFailure>> verify_batch(std::span<const SignedMessage> items,
                                                     Rng& rng) {
    return scheme().verify_batch(items, rng);
}

}  // namespace tacit::zk::jubjub
