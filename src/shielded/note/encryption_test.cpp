// Note encryption against the Python model, every byte tampered with, and the attacks by name.
#include "shielded/note/encryption.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/keys/spending_key.hpp"
#include "shielded/testing/vectors.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded::encryption_test {
namespace {

using tacit::testing::SeededRng;
using testing::hex_array;
using testing::hex_bytes;
using testing::hex_fr;

SpendingKey key_of_seed(const ByteArray<64>& seed, std::uint32_t account = 0) {
    return *SpendingKey::derive(Seed(seed), Network::kTest, AccountIndex(account));
}

SpendingKey account(std::uint8_t byte) {
    ByteArray<64> seed;
    seed.fill(byte);
    return key_of_seed(seed);
}

/// One note of the model, read back.
struct ModelNote {
    SpendingKey payer;
    SpendingKey payee;
    Address to;
    NoteOpening opening;
    Rho rho;
    NoteCommitment commitment;

    explicit ModelNote(const nlohmann::json& json)
        : payer(key_of_seed(hex_array<64>(json["payer_seed"]))),
          payee(key_of_seed(hex_array<64>(json["payee_seed"]), json["payee_account"])),
          to(payee.viewing_key().incoming().address(json["payee_address_index"])),
          rho(hex_fr(json["rho"])),
          commitment(hex_fr(json["cm"])) {
        opening.diversifier = to.diversifier;
        opening.asset = {hex_fr(json["token"]), json["policy_id"],
                         hex_fr(json["policy_parameters"])};
        opening.value = parse_amount(json["value"].get<std::string>(), 0).value();
        opening.seed = NoteSeed(hex_array<32>(json["seed"]));
        opening.memo = MemoBytes(hex_array<224>(json["memo"]));
    }
};

TEST(Encryption, AgreesWithTheModel) {
    SeededRng rng(1);
    const auto vectors = testing::load_vectors("notes.json");
    for (const auto& json : vectors["notes"]) {
        const ModelNote model(json);
        const Note note = model.opening.note(model.to.owner, model.rho);
        EXPECT_EQ(derive_asset_token(IssuerKey(hex_array<32>(json["issuer"])),
                                     json["symbol"].get<std::string>(), json["decimals"]),
                  hex_fr(json["token"]));
        EXPECT_EQ(note.asset.fr(), hex_fr(json["asset"]));
        EXPECT_EQ(note.rcm.fr(), hex_fr(json["rcm"]));
        EXPECT_EQ(derive_ephemeral_secret(model.opening.seed, model.rho)->bytes().bytes(),
                  hex_array<32>(json["esk"]));
        EXPECT_EQ(note.inner().fr(), hex_fr(json["inner"]));
        EXPECT_EQ(note.commitment(), model.commitment);
        EXPECT_EQ(
            derive_nullifier(model.payee.viewing_key().nk(), note.rho, note.commitment()).fr(),
            hex_fr(json["nullifier"]));
        EXPECT_TRUE(Memo::decode(model.opening.memo).ok());
        const NoteCiphertext made =
            encrypt_note(model.to, model.opening, model.rho, model.commitment,
                         model.payer.viewing_key().ovk(), rng);
        Writer out;
        made.encode(out);
        EXPECT_EQ(out.bytes(), hex_bytes(json["ciphertext"]));
        const OutputDescription output{model.commitment, made};
        const auto found = trial_decrypt(model.payee.viewing_key().incoming(), output, model.rho);
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->opening, model.opening);
    }
}

/// A payment of 5 from account 1 to address 3 of account 2.
struct Sample {
    SeededRng rng{7};
    SpendingKey payer = account(1);
    SpendingKey payee = account(2);
    Address to = payee.viewing_key().incoming().address(3);
    AssetOpening asset{zk::Fr(11), 0, zk::Fr()};
    Rho rho = Rho(zk::Fr::random(rng));
    BuiltOutput built =
        build_output(to, asset, Amount(5), MemoBytes(), rho, payer.viewing_key().ovk(), rng);

    std::optional<ReceivedNote> receive(const OutputDescription& output) const {
        return trial_decrypt(payee.viewing_key().incoming(), output, rho);
    }
    std::optional<SentNote> recover(const OutputDescription& output) const {
        return recover_outgoing(payer.viewing_key().ovk(), output, rho);
    }
};

TEST(Encryption, PayeeAndPayerReadIt) {
    const Sample sample;
    const auto received = sample.receive(sample.built.description);
    ASSERT_TRUE(received.has_value());
    EXPECT_EQ(received->note, sample.built.note);
    EXPECT_EQ(received->commitment, sample.built.description.commitment);
    const auto sent = sample.recover(sample.built.description);
    ASSERT_TRUE(sent.has_value());
    EXPECT_EQ(sent->to, sample.to);
    EXPECT_EQ(sent->note, sample.built.note);
}

// What a disclosure rests on: with the ephemeral secret, exactly what the payee reads.
TEST(Encryption, EphemeralSecretOpensWhatThePayeeReads) {
    const Sample sample;
    OutputDescription output = sample.built.description;
    const auto esk = derive_ephemeral_secret(sample.built.opening.seed, sample.rho);
    EXPECT_EQ(open_as_payer(*esk, sample.to.transmission_key, output), sample.built.opening);
    const auto stranger = account(3).viewing_key().incoming().address(0).transmission_key;
    EXPECT_FALSE(open_as_payer(*esk, stranger, output));
    OutputDescription unread = output;
    unread.ciphertext.view_tag[1] ^= 1;  // its payee would pass it over
    EXPECT_FALSE(open_as_payer(*esk, sample.to.transmission_key, unread));
    output.ciphertext.note[0] ^= 1;
    EXPECT_FALSE(open_as_payer(*esk, sample.to.transmission_key, output));
}

TEST(Encryption, NobodyElseReadsIt) {
    const Sample sample;
    const auto& output = sample.built.description;
    EXPECT_FALSE(trial_decrypt(sample.payer.viewing_key().incoming(), output, sample.rho));
    EXPECT_FALSE(trial_decrypt(account(3).viewing_key().incoming(), output, sample.rho));
    EXPECT_FALSE(recover_outgoing(sample.payee.viewing_key().ovk(), output, sample.rho));
    EXPECT_FALSE(sample.receive({output.commitment, output.ciphertext}) == std::nullopt);
}

// rho is recomputed by the reader from the chain: another place in the chain, another note.
TEST(Encryption, AnotherRhoIsRefused) {
    const Sample sample;
    const Rho other(sample.rho.fr() + zk::Fr(1));
    const auto& output = sample.built.description;
    EXPECT_FALSE(trial_decrypt(sample.payee.viewing_key().incoming(), output, other));
    EXPECT_FALSE(recover_outgoing(sample.payer.viewing_key().ovk(), output, other));
}

// Each byte of an output that a note's payee depends on, changed: not its own. The payer's copy
// does not concern the payee; every byte concerns the payer.
TEST(Encryption, EveryTamperedByteIsNoticed) {
    const Sample sample;
    Writer out;
    sample.built.description.encode(out);
    const Bytes honest = out.bytes();
    ASSERT_EQ(honest.size(), OutputDescription::kSizeBytes);
    constexpr std::size_t kViewTagAt = 64;
    constexpr std::size_t kOutgoingAt = 32 + 32 + 2 + 369;
    for (std::size_t at = 0; at < honest.size(); ++at) {
        Bytes bytes = honest;
        bytes[at] ^= 1;
        Reader in(bytes);
        const auto output = OutputDescription::decode(in);
        if (!output.ok()) continue;
        EXPECT_EQ(sample.receive(*output).has_value(), at >= kOutgoingAt) << at;
        const bool is_view_tag = at == kViewTagAt || at == kViewTagAt + 1;
        EXPECT_EQ(sample.recover(*output).has_value(), is_view_tag) << at;
    }
}

/// As encrypt_note, but the plaintext says what the attacker wants.
OutputDescription forged(const Sample& sample, const Address& encrypt_to, NoteOpening claimed,
                         const OwnerTag& committed_owner, SeededRng& rng) {
    const Note note = claimed.note(committed_owner, sample.rho);
    Address carrier = encrypt_to;
    carrier.diversifier = claimed.diversifier;
    return {note.commitment(),
            encrypt_note(carrier, claimed, sample.rho, note.commitment(), std::nullopt, rng)};
}

// The attack of ZIP-212: who knows two addresses of perhaps one person encrypts to the key of one
// and commits to the owner of the other, and watches whether the payment is noticed.
TEST(Encryption, AddressWhoseDiversifierDiffersFromTheCiphertextIsRefused) {
    Sample sample;
    const Address a = sample.payee.viewing_key().incoming().address(0);
    const Address b = sample.payee.viewing_key().incoming().address(1);
    const NoteOpening to_b =
        make_opening(b.diversifier, sample.asset, Amount(5), MemoBytes(), sample.rho, sample.rng);
    // Control: all of b.
    EXPECT_TRUE(sample.receive(forged(sample, b, to_b, b.owner, sample.rng)).has_value());
    // Encrypted with a's transmission key, epk on b's base.
    EXPECT_FALSE(sample.receive(forged(sample, a, to_b, b.owner, sample.rng)).has_value());
    // Encrypted to b, the commitment owned by a.
    EXPECT_FALSE(sample.receive(forged(sample, b, to_b, a.owner, sample.rng)).has_value());
}

/// The sample's note encrypted as Spec: §6.6 says, but under this secret and on this base, from
/// which the payee computes a shared point that opens it.
OutputDescription encrypted_under(const Sample& sample, const RistrettoScalar& esk,
                                  const Address& to) {
    const RistrettoPoint epk = esk * *diversified_base(to.diversifier);
    const RistrettoPoint shared = esk * to.transmission_key;
    OutputDescription out = sample.built.description;
    const auto kdf = [&](std::uint8_t label) {
        const zk::Personalisation use("Tacit_NoteKdf");
        ByteArray<32> key;
        zk::Blake2b(use, 32)
            .update(ByteArray<1>{label})
            .update(shared.encode())
            .update(epk.encode())
            .update(out.commitment.encode())
            .finish(key);
        return key;
    };
    out.ciphertext.ephemeral_key = epk;
    out.ciphertext.view_tag = {kdf(1)[0], kdf(1)[1]};
    const auto plain = sample.built.opening.encode();
    const auto associated = out.commitment.encode();
    const ByteArray<12> nonce{};
    crypto_aead_chacha20poly1305_ietf_encrypt(out.ciphertext.note.data(), nullptr, plain.data(),
                                              plain.size(), associated.data(), associated.size(),
                                              nullptr, nonce.data(), kdf(0).data());
    return out;
}

// The plaintext opens and the commitment is right, but epk is not what the plaintext's seed and
// diversifier give: encrypted to another address of the payee, which would link the two.
TEST(Encryption, EphemeralKeyIsCheckedAgainstSeedAndDiversifier) {
    Sample sample;
    const auto esk = derive_ephemeral_secret(sample.built.opening.seed, sample.rho);
    EXPECT_TRUE(sample.receive(encrypted_under(sample, *esk, sample.to)).has_value()) << "control";
    const Address other = sample.payee.viewing_key().incoming().address(0);
    EXPECT_FALSE(sample.receive(encrypted_under(sample, *esk, other)).has_value());
    const RistrettoScalar another_secret = RistrettoScalar::random(sample.rng);
    EXPECT_FALSE(sample.receive(encrypted_under(sample, another_secret, sample.to)).has_value());
}

TEST(Encryption, IdentityEphemeralKeyIsRefused) {
    const Sample sample;
    Writer out;
    sample.built.description.encode(out);
    Bytes bytes = out.take();
    std::fill(bytes.begin() + 32, bytes.begin() + 64, std::uint8_t{0});
    Reader in(bytes);
    const auto output = OutputDescription::decode(in);
    ASSERT_FALSE(output.ok());
    EXPECT_EQ(output.error(), (DecodeError{DecodeErrorCode::kIdentity, 32, "ephemeral key"}));
}

// A memo of any bytes must not hide money.
TEST(Encryption, UnreadableMemoStillPays) {
    Sample sample;
    ByteArray<224> bytes;
    bytes.fill(0xee);
    const BuiltOutput built = build_output(sample.to, sample.asset, Amount(5), MemoBytes(bytes),
                                           sample.rho, std::nullopt, sample.rng);
    const auto received = sample.receive(built.description);
    ASSERT_TRUE(received.has_value());
    EXPECT_FALSE(Memo::decode(received->opening.memo).ok());
}

TEST(Encryption, WithoutOvkNobodyRecoversIt) {
    Sample sample;
    const BuiltOutput built = build_output(sample.to, sample.asset, Amount(5), MemoBytes(),
                                           sample.rho, std::nullopt, sample.rng);
    EXPECT_TRUE(sample.receive(built.description).has_value());
    EXPECT_FALSE(sample.recover(built.description).has_value());
}

// Notes under a spend rule are found with the key of that rule alone.
TEST(Encryption, RuleIsPartOfTheAddress) {
    Sample sample;
    const SpendRule rule{5, zk::Fr(6)};
    const IncomingViewingKey ruled = sample.payee.viewing_key().incoming(rule);
    const BuiltOutput built = build_output(ruled.address(0), sample.asset, Amount(5), MemoBytes(),
                                           sample.rho, std::nullopt, sample.rng);
    EXPECT_TRUE(trial_decrypt(ruled, built.description, sample.rho).has_value());
    EXPECT_FALSE(sample.receive(built.description).has_value());
}

TEST(Encryption, RandomAddressesDiffer) {
    SeededRng rng(3);
    const Address a = random_address(rng);
    const Address b = random_address(rng);
    EXPECT_FALSE(a == b);
    EXPECT_EQ(Address::decode_bytes(a.encode_bytes()).value(), a);
}

}  // namespace
}  // namespace tacit::shielded::encryption_test
