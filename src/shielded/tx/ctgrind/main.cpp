// Runs what a wallet and an issuer do with their keys, with the secrets marked as undefined memory.
// Exit status 0 from valgrind --error-exitcode means that no branch and no address depended on
// them.
#include <cstdio>

#include <sodium.h>

#include "base/testing/secret_rng.hpp"
#include "shielded/keys/spending_key.hpp"
#include "shielded/note/encryption.hpp"
#include "shielded/tx/issue.hpp"
#include "zk/jubjub/declassify.hpp"
#include "zk/jubjub/signature.hpp"

namespace {

using namespace tacit;
using namespace tacit::shielded;
using tacit::testing::SecretRng;
using zk::jubjub::declassify;

SpendingKey secret_account(SecretRng& rng) {
    Seed seed;
    rng.fill(seed.mutable_bytes());
    return *SpendingKey::derive(seed, Network::kTest, AccountIndex(0));
}

/// From the seed to every key, an address, and both shared points of an encryption to it.
bool keys_work(SecretRng& rng) {
    const SpendingKey account = secret_account(rng);
    const IncomingViewingKey incoming = account.viewing_key().incoming();
    Address address = incoming.address(3);
    declassify(address);  // it is given to payers
    if (!(account.ask().verification_key() == account.viewing_key().ak())) return false;
    const RistrettoScalar esk = RistrettoScalar::random(rng);
    RistrettoPoint epk = esk * *diversified_base(address.diversifier);
    declassify(epk);  // it travels in the open
    const bool agree =
        sodium_memcmp((esk * address.transmission_key).encode().data(),
                      (incoming.ivk() * epk).encode().data(), RistrettoPoint::kSizeBytes) == 0;
    declassify(agree);
    return agree;
}

/// A note's opening is secret; commitment and nullifier are published.
bool notes_work(SecretRng& rng) {
    const SpendingKey account = secret_account(rng);
    const Rho rho(zk::Fr(7));
    const Rcm rcm(zk::Fr::random(rng));
    const OwnerTag owner(zk::Fr::random(rng));
    Nullifier nullifiers[2];
    for (Nullifier& nullifier : nullifiers) {
        const Note note{owner, AssetId(zk::Fr(5)), Amount(1), rho, rcm};
        nullifier = derive_nullifier(account.viewing_key().nk(), rho, note.commitment());
        declassify(nullifier);
    }
    return nullifiers[0] == nullifiers[1];
}

/// The payer's side of an output: seed, ephemeral secret, both encryptions.
bool encryption_works(SecretRng& rng) {
    const SpendingKey account = secret_account(rng);
    Address address = account.viewing_key().incoming().address(0);
    declassify(address);
    const BuiltOutput output = build_output(address, AssetOpening(), Amount(12), MemoBytes(),
                                            Rho(zk::Fr(9)), account.viewing_key().ovk(), rng);
    NoteCommitment commitment = output.description.commitment;
    declassify(commitment);
    return !commitment.is_zero();
}

/// An issuer's Ed25519 key and signature, which libsodium makes.
bool issuing_works(SecretRng& rng) {
    IssuerSecret secret;
    rng.fill(secret.mutable_bytes());
    IssuerKey key = issuer_key(secret);
    declassify(key);
    tacit::testing::SeededRng open_rng(5);  // the payee's note is covered above
    const IssuePlan plan{Height(9),   AssetOpening(),           1,
                         Amount(100), random_address(open_rng), MemoBytes()};
    Issue issue = build_issue(plan, ChainId(), secret, std::nullopt, open_rng);
    declassify(issue.signature);
    return verify_issue_signature(issue, ChainId(), key);
}

/// A branch on a secret: what the checker is for.
void control(SecretRng& rng) {
    const SpendingKey account = secret_account(rng);
    if (account.viewing_key().nk().fr().is_zero()) std::puts("zero");
}

bool checks(SecretRng& rng) {
    return sodium_init() >= 0 && keys_work(rng) && notes_work(rng) && encryption_works(rng) &&
           issuing_works(rng);
}

}  // namespace

int main(int argc, char** argv) {
    return testing::run_with_secrets(argc, argv, checks, control);
}
