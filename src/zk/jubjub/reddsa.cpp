#include "zk/jubjub/reddsa.hpp"

#include <algorithm>

#include "base/random_weight.hpp"
#include "zk/jubjub/declassify.hpp"
#include "zk/jubjub/fixed_base.hpp"
#include "zk/jubjub/multi_mul.hpp"

namespace tacit::zk::jubjub {
namespace {

// Zcash protocol §5.4.7: (512 + 128) / 8 bytes.
constexpr std::size_t kNonceRandomBytes = 80;

/// Ends the hash.
Scalar to_scalar(Blake2b& hash) {
    ByteArray<64> wide;
    const WipeGuard wipe(wide);
    hash.finish(wide);
    return Scalar::from_wide(wide);
}

/// n = H_n(T || rsk || rk || M). Without rsk, whoever learns T learns the key from S.
Scalar derive_nonce(const SigningKey& key, const VerificationKey& rk, ByteSpan message, Rng& rng) {
    static const Personalisation kUse("Tacit_RedJubjubN");
    ByteArray<kNonceRandomBytes> random;
    const WipeGuard wipe(random);
    rng.fill(random);
    Blake2b hash(kUse, 64);
    hash.update(random).update(key.encode().bytes()).update(rk.encode()).update(message);
    return to_scalar(hash);
}

Scalar weight_scalar(Rng& rng) {
    const Uint128 weight = random_weight(rng);
    ByteArray<64> bytes{};
    for (std::size_t i = 0; i < sizeof weight; ++i)
        bytes[i] = static_cast<std::uint8_t>(weight >> (8 * i));
    return Scalar::from_wide(bytes);
}

}  // namespace

struct RedDsa::Claim {
    Point key;
    Point r;
    Scalar s;
    Scalar c;
};

Scalar RedDsa::challenge(const ByteArray<32>& r, const VerificationKey& key,
                         ByteSpan message) const {
    Blake2b hash(x_use, 64);
    hash.update(r).update(key.encode()).update(message);
    return to_scalar(hash);
}

Signature RedDsa::sign(const SigningKey& key, ByteSpan message, Rng& rng) const {
    const VerificationKey rk = key.verification_key();
    return sign_as(rk, key, message, derive_nonce(key, rk, message, rng));
}

Signature RedDsa::sign_with_nonce(const SigningKey& key, ByteSpan message,
                                  const Scalar& nonce) const {
    return sign_as(key.verification_key(), key, message, nonce);
}

Signature RedDsa::sign_as(const VerificationKey& rk, const SigningKey& key, ByteSpan message,
                          const Scalar& nonce) const {
    Signature out;
    out.r = mul_generator(nonce).to_affine().encode();
    const Scalar c = challenge(out.r, rk, message);
    out.s = (nonce + c * key.scalar()).encode();
    declassify(out);
    return out;
}

Result<RedDsa::Claim, SignatureError> RedDsa::decode(const VerificationKey& key, ByteSpan message,
                                                     const Signature& signature) const {
    const auto r = AffinePoint::decode_compressed(signature.r);
    if (!r.ok()) return fail(SignatureError::kNonceEncoding);
    // S + l would be a second signature for the same message: malleability.
    const auto s = Scalar::decode(signature.s);
    if (!s.ok()) return fail(SignatureError::kScalarEncoding);
    return Claim{Point(key.point()), Point(*r), *s, challenge(signature.r, key, message)};
}

// 8 (S G - R - c rk) = 0
bool RedDsa::holds(const Claim& claim) {
    const MultiMulTerm terms[] = {{Point(AffinePoint::generator()), claim.s},
                                  {-claim.key, claim.c}};
    return (multi_mul_vartime(terms) - claim.r).is_small_order();
}

// 8 (sum z_i R_i + sum (z_i c_i) rk_i - (sum z_i S_i) G) = 0. The factor 8 also removes what the
// reduction of z_i c_i modulo l changes in a torsion component, so that single and batch
// verification agree on every input (H. de Valence, "It's 255:19AM", 2020).
bool RedDsa::all_hold(std::span<const Claim> claims, Rng& rng) {
    std::vector<MultiMulTerm> terms;
    terms.reserve(2 * claims.size() + 1);
    Scalar sum;
    for (const auto& claim : claims) {
        const Scalar weight = weight_scalar(rng);
        sum = sum + weight * claim.s;
        terms.push_back({claim.r, weight});
        terms.push_back({claim.key, weight * claim.c});
    }
    terms.push_back({Point(AffinePoint::generator()), -sum});
    return multi_mul_vartime(terms).is_small_order();
}

Result<void, SignatureError> RedDsa::verify(const VerificationKey& key, ByteSpan message,
                                            const Signature& signature) const {
    TACIT_TRY(const Claim claim, decode(key, message, signature));
    if (!holds(claim)) return fail(SignatureError::kEquation);
    return {};
}

Result<void, std::vector<BatchFailure>> RedDsa::verify_batch(std::span<const SignedMessage> items,
                                                             Rng& rng) const {
    std::vector<BatchFailure> failures;
    std::vector<Claim> claims;
    std::vector<std::size_t> index_of_claim;
    claims.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto claim = decode(items[i].key, items[i].message, items[i].signature);
        if (!claim.ok()) {
            failures.push_back({i, claim.error()});
            continue;
        }
        claims.push_back(*claim);
        index_of_claim.push_back(i);
    }
    if (!all_hold(claims, rng))
        for (std::size_t j = 0; j < claims.size(); ++j)
            if (!holds(claims[j]))
                failures.push_back({index_of_claim[j], SignatureError::kEquation});
    if (failures.empty()) return {};
    std::sort(failures.begin(), failures.end(),
              [](const auto& a, const auto& b) { return a.index < b.index; });
    return fail(std::move(failures));
}

}  // namespace tacit::zk::jubjub
