// Runs everything that touches secrets with the secrets marked as undefined memory. Exit status 0
// from valgrind --error-exitcode means that no branch and no address depended on them.
#include <cstdio>

#include "base/testing/secret_rng.hpp"
#include "zk/jubjub/declassify.hpp"
#include "zk/jubjub/fixed_base.hpp"
#include "zk/jubjub/signature.hpp"

namespace {

using namespace tacit;
using namespace tacit::zk::jubjub;
using tacit::testing::SecretRng;

bool scalars_agree(Rng& rng) {
    const Scalar a = Scalar::random(rng);
    const Scalar b = Scalar::random(rng);
    const bool same = (a + b) * (a - b) == a * a - b * b;
    declassify(same);
    const auto bytes = a.encode();
    const auto again = Scalar::decode(bytes);
    if (!again.ok()) return false;
    const bool decoded = *again == a;
    declassify(decoded);
    return same && decoded;
}

bool multiplications_agree(Rng& rng) {
    const Scalar scalar = Scalar::random(rng);
    const Point by_window = Point(AffinePoint::generator()).mul(scalar);
    const Point by_table = mul_generator(scalar);
    const bool same = both(by_window == by_table, by_table.to_affine() == by_window.to_affine());
    declassify(same);
    return same;
}

bool signing_works(SecretRng& secret_rng) {
    SecretBytes<64> seed;
    secret_rng.fill(seed.mutable_bytes());
    const auto ask = SpendAuthKey::derive(seed);
    if (!ask.ok()) return false;
    const Randomizer alpha = Randomizer::random(secret_rng);
    const auto rsk = ask->randomize(alpha);
    if (!rsk.ok()) return false;
    const auto rk = ask->verification_key().randomize(alpha);
    if (!rk.ok()) return false;
    const ByteArray<64> message{1, 2, 3};
    const Signature signature = sign(*rsk, message, secret_rng);
    return verify(*rk, message, signature).ok();
}

/// A branch on a secret: what the checker is for.
void control(SecretRng& rng) {
    const Scalar scalar = Scalar::random(rng);
    if (scalar.is_zero()) std::puts("zero");
}

bool checks(SecretRng& rng) {
    fixed_base_table();  // built from public points
    return scalars_agree(rng) && multiplications_agree(rng) && signing_works(rng);
}

}  // namespace

int main(int argc, char** argv) {
    return testing::run_with_secrets(argc, argv, checks, control);
}
