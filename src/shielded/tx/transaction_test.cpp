// Wire format and stateless checks: sizes pinned, every field canonical, every refusal reached.
#include "shielded/tx/transaction.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"

namespace tacit::shielded::testing {
namespace {

using tacit::testing::SeededRng;

// Offsets of Spec: §8.2.
constexpr std::size_t kExpiryAt = 2, kAnchorAt = 10, kNullifiersAt = 42, kRkAt = 138;
constexpr std::size_t kPolicyAt = 170, kRuleAt = 174, kSignAt = 178, kMagnitudeAt = 179;
constexpr std::size_t kAssetPubAt = 195, kFeeAt = 227, kFeeAssetAt = 243, kOutputsAt = 275;
constexpr std::size_t kProofAt = 1916, kSignatureAt = 3836;

Transfer transfer_sample(Branch branch = Branch::kPlain) {
    SeededRng rng(11);
    return sample_signed_transfer(branch, rng);
}

void put(Bytes& to, std::size_t at, ByteSpan bytes) {
    std::copy(bytes.begin(), bytes.end(), to.begin() + static_cast<std::ptrdiff_t>(at));
}

/// The modulus r: the smallest encoding that is not canonical.
ByteArray<32> modulus() {
    ByteArray<32> out = (-zk::Fr::one()).encode();
    out[0] = static_cast<std::uint8_t>(out[0] + 1);  // r - 1 ends in 0x00
    return out;
}

void expect_refused(const Bytes& bytes, DecodeErrorCode code, std::size_t offset) {
    const auto decoded = decode_transaction(bytes);
    ASSERT_FALSE(decoded.ok());
    EXPECT_EQ(decoded.error().code, code) << describe(decoded.error());
    EXPECT_EQ(decoded.error().offset, offset) << describe(decoded.error());
}

TEST(TransactionCodec, SizesArePinned) {
    const Transfer transfer = transfer_sample();
    EXPECT_EQ(transfer.encode().size(), 3900u);
    EXPECT_EQ(transfer.encode_effecting().size(), 1916u);
    EXPECT_EQ(OutputDescription::kSizeBytes, 547u);
    EXPECT_EQ(NoteCiphertext::kSizeBytes, 515u);
    EXPECT_EQ(ProofBytes::kSizeBytes, 1920u);
    SeededRng rng(1);
    const Issue issue = sample_issue(rng);
    EXPECT_EQ(issue.encode().size(), 677u);
    EXPECT_EQ(issue.encode_effecting().size(), 613u);
    EXPECT_EQ(kTransactionSizeBytesMax, 3900u);
    EXPECT_EQ(kTransferCircuitVersion, 1u);
}

TEST(TransactionCodec, FieldsLieAtTheirOffsets) {
    Transfer t = transfer_sample(Branch::kPublicLeg);
    t.expiry = Height(0x0102030405060708);
    const Bytes bytes = t.encode();
    const auto at = [&](std::size_t offset, std::size_t size) {
        return Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                     bytes.begin() + static_cast<std::ptrdiff_t>(offset + size));
    };
    const auto vec = [](const auto& array) { return Bytes(array.begin(), array.end()); };
    EXPECT_EQ(at(0, 2), (Bytes{1, 1}));
    EXPECT_EQ(at(kExpiryAt, 8), (Bytes{8, 7, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(at(kAnchorAt, 32), vec(t.anchor.encode()));
    EXPECT_EQ(at(kNullifiersAt + 64, 32), vec(t.nullifiers[2].encode()));
    EXPECT_EQ(at(kRkAt, 32), vec(t.rk.encode()));
    EXPECT_EQ(at(kSignAt, 2), (Bytes{0, 250}));
    EXPECT_EQ(at(kAssetPubAt, 32), vec(t.public_leg.asset.encode()));
    EXPECT_EQ(at(kFeeAt, 1), Bytes{10});
    EXPECT_EQ(at(kFeeAssetAt, 32), vec(t.fee_asset.encode()));
    EXPECT_EQ(at(kOutputsAt + 2 * 547, 32), vec(t.outputs[2].commitment.encode()));
    EXPECT_EQ(at(kOutputsAt + 32, 32), vec(t.outputs[0].ciphertext.ephemeral_key.encode()));
    EXPECT_EQ(at(kProofAt, 1920), vec(t.proof.bytes()));
    EXPECT_EQ(at(kSignatureAt, 64), vec(t.signature.encode()));
}

TEST(TransactionCodec, RoundTrips) {
    SeededRng rng(12);
    for (const Branch branch : kAllBranches) {
        const Transaction tx = sample_signed_transfer(branch, rng);
        const Bytes bytes = encode_transaction(tx);
        EXPECT_EQ(decode_transaction(bytes).value(), tx) << name(branch);
    }
    const Transaction issue = sample_issue(rng);
    EXPECT_EQ(decode_transaction(encode_transaction(issue)).value(), issue);
}

TEST(TransactionCodec, RefusesEveryTruncationAndTrailingBytes) {
    SeededRng rng(13);
    for (const Transaction& tx : {Transaction(transfer_sample()), Transaction(sample_issue(rng))}) {
        Bytes bytes = encode_transaction(tx);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto decoded = decode_transaction(ByteSpan(bytes).first(size));
            ASSERT_FALSE(decoded.ok()) << size;
            EXPECT_EQ(decoded.error().code, DecodeErrorCode::kTruncated) << size;
        }
        bytes.push_back(0);
        expect_refused(bytes, DecodeErrorCode::kTrailingBytes, bytes.size() - 1);
    }
}

TEST(TransactionCodec, RefusesNonCanonicalFieldElements) {
    const Bytes honest = transfer_sample().encode();
    for (const std::size_t at :
         {kAnchorAt, kNullifiersAt, kNullifiersAt + 32, kNullifiersAt + 64, kAssetPubAt,
          kFeeAssetAt, kOutputsAt, kOutputsAt + 547, kOutputsAt + 2 * 547}) {
        Bytes bytes = honest;
        put(bytes, at, modulus());
        expect_refused(bytes, DecodeErrorCode::kNonCanonical, at);
    }
}

TEST(TransactionCodec, RefusesBadHeads) {
    Bytes kind = transfer_sample().encode();
    kind[0] = 3;
    expect_refused(kind, DecodeErrorCode::kInvalidValue, 0);
    Bytes version = transfer_sample().encode();
    version[1] = 2;
    expect_refused(version, DecodeErrorCode::kUnknownVersion, 1);
    Bytes sign = transfer_sample().encode();
    sign[kSignAt] = 2;
    expect_refused(sign, DecodeErrorCode::kInvalidValue, kSignAt);
    Bytes second_zero = transfer_sample().encode();  // -0 beside 0
    second_zero[kSignAt] = 1;
    expect_refused(second_zero, DecodeErrorCode::kNonCanonical, kSignAt);
}

TEST(TransactionCodec, RefusesBadPoints) {
    const ByteArray<32> zeros{};
    ByteArray<32> ones;
    ones.fill(0xff);
    for (std::size_t j = 0; j < kTransferOutputs; ++j) {
        const std::size_t at = kOutputsAt + 547 * j + 32;
        Bytes identity = transfer_sample().encode();
        put(identity, at, zeros);
        expect_refused(identity, DecodeErrorCode::kIdentity, at);
        Bytes non_canonical = transfer_sample().encode();
        put(non_canonical, at, ones);
        expect_refused(non_canonical, DecodeErrorCode::kNonCanonical, at);
    }
    Bytes rk = transfer_sample().encode();
    put(rk, kRkAt, ones);
    expect_refused(rk, DecodeErrorCode::kNonCanonical, kRkAt);
    ByteArray<32> off_curve{};  // some small y is of no point
    Bytes bytes = transfer_sample().encode();
    int refused = 0;
    for (std::uint8_t y = 2; y < 20; ++y) {
        off_curve[0] = y;
        put(bytes, kRkAt, off_curve);
        const auto decoded = Transfer::decode(bytes);
        if (!decoded.ok() && decoded.error().code == DecodeErrorCode::kNotOnCurve) ++refused;
    }
    EXPECT_GT(refused, 3);
}

// Ids: the transaction id ignores proof and signature, the witness id nothing, and all but the
// witness id depend on the chain.
TEST(TransactionIds, CoverWhatTheyShould) {
    const Transfer transfer = transfer_sample();
    const ChainId chain = test_chain_id();
    const Bytes honest = transfer.encode();
    for (std::size_t at = 0; at < honest.size(); at += (at < 300 ? 1 : 37)) {
        Bytes bytes = honest;
        bytes[at] ^= 1;
        const ByteSpan effecting = ByteSpan(bytes).first(Transfer::kEffectingSizeBytes);
        const bool effects = at < Transfer::kEffectingSizeBytes;
        EXPECT_EQ(derive_tx_id(chain, effecting) != transfer.id(chain), effects) << at;
        EXPECT_EQ(derive_tx_digest(chain, effecting) != transfer.digest(chain), effects) << at;
        EXPECT_NE(derive_witness_id(bytes), transfer.witness_id()) << at;
    }
    EXPECT_NE(transfer.id(ChainId()), transfer.id(chain));
    EXPECT_NE(transfer.digest(ChainId()), transfer.digest(chain));
}

TxRefusal refusal_of(const Transaction& tx, const ChainId& chain = test_chain_id()) {
    const auto checked = check_stateless(tx, chain);
    EXPECT_FALSE(checked.ok());
    return checked.ok() ? TxRefusal::kMalformed : checked.error();
}

/// One row: what is changed in an honest transfer, and the refusal.
struct Row {
    const char* what;
    void (*change)(Transfer&);
    TxRefusal refusal;
};

zk::jubjub::AffinePoint minus_one_point() {  // (0, -1), of order 2
    return *zk::jubjub::AffinePoint::from_coordinates(zk::Fr(), -zk::Fr::one());
}

const Row kRows[] = {
    {"policy id", [](Transfer& t) { t.policy_id = 1; }, TxRefusal::kPolicyNotRegistered},
    {"rule id", [](Transfer& t) { t.rule_id = 1; }, TxRefusal::kRuleNotRegistered},
    {"negative v_pub",
     [](Transfer& t) { t.public_leg = {PublicLeg::Direction::kEntering, Amount(1), t.fee_asset}; },
     TxRefusal::kPublicLegEntering},
    {"v_pub of no asset", [](Transfer& t) { t.public_leg.magnitude = Amount(1); },
     TxRefusal::kPublicAssetMissing},
    {"asset_pub without v_pub", [](Transfer& t) { t.public_leg.asset = t.fee_asset; },
     TxRefusal::kPublicAssetWithoutValue},
    {"fee asset 0", [](Transfer& t) { t.fee_asset = AssetId(); }, TxRefusal::kFeeAssetMissing},
    {"double spend within one transaction, slots 0 and 1",
     [](Transfer& t) { t.nullifiers[1] = t.nullifiers[0]; }, TxRefusal::kDuplicateNullifier},
    {"double spend within one transaction, slots 0 and 2",
     [](Transfer& t) { t.nullifiers[2] = t.nullifiers[0]; }, TxRefusal::kDuplicateNullifier},
    {"double spend within one transaction, slots 1 and 2",
     [](Transfer& t) { t.nullifiers[2] = t.nullifiers[1]; }, TxRefusal::kDuplicateNullifier},
    {"output repeated, 0 and 1", [](Transfer& t) { t.outputs[1] = t.outputs[0]; },
     TxRefusal::kDuplicateCommitment},
    {"output repeated, 0 and 2",
     [](Transfer& t) { t.outputs[2].commitment = t.outputs[0].commitment; },
     TxRefusal::kDuplicateCommitment},
    {"output repeated, 1 and 2",
     [](Transfer& t) { t.outputs[2].commitment = t.outputs[1].commitment; },
     TxRefusal::kDuplicateCommitment},
    {"commitment 0", [](Transfer& t) { t.outputs[1].commitment = NoteCommitment(); },
     TxRefusal::kZeroCommitment},
    {"rk the identity", [](Transfer& t) { t.rk = zk::jubjub::AffinePoint(); },
     TxRefusal::kSpendKeySmallOrder},
    {"rk of order 2", [](Transfer& t) { t.rk = minus_one_point(); },
     TxRefusal::kSpendKeySmallOrder},
    {"another key", [](Transfer& t) { t.rk = zk::jubjub::AffinePoint::generator(); },
     TxRefusal::kBadSpendSignature},
    {"S tampered", [](Transfer& t) { t.signature.s[0] ^= 1; }, TxRefusal::kBadSpendSignature},
    {"R tampered", [](Transfer& t) { t.signature.r[0] ^= 1; }, TxRefusal::kBadSpendSignature},
    {"expiry stretched", [](Transfer& t) { t.expiry = Height(1001); },
     TxRefusal::kBadSpendSignature},
    {"tampered ciphertext", [](Transfer& t) { t.outputs[2].ciphertext.note[100] ^= 1; },
     TxRefusal::kBadSpendSignature},
    {"tampered outgoing ciphertext", [](Transfer& t) { t.outputs[0].ciphertext.outgoing[0] ^= 1; },
     TxRefusal::kBadSpendSignature},
};

TEST(CheckStateless, RefusesEachFaultByItsOwnCode) {
    for (const Row& row : kRows) {
        Transfer transfer = transfer_sample();
        row.change(transfer);
        EXPECT_EQ(refusal_of(transfer), row.refusal) << row.what;
    }
}

TEST(CheckStateless, ReplayOnAnotherChainFailsTheSignature) {
    EXPECT_EQ(refusal_of(transfer_sample(), ChainId()), TxRefusal::kBadSpendSignature);
}

TEST(CheckStateless, IssueRows) {
    SeededRng rng(14);
    const Issue honest = sample_issue(rng);
    EXPECT_TRUE(check_stateless(honest, test_chain_id()).ok());
    Issue issue = honest;
    issue.asset = AssetId();
    EXPECT_EQ(refusal_of(issue), TxRefusal::kIssueAssetZero);
    issue = honest;
    issue.value = Amount();
    EXPECT_EQ(refusal_of(issue), TxRefusal::kIssueValueZero);
    issue = honest;
    issue.inner = Inner();
    EXPECT_EQ(refusal_of(issue), TxRefusal::kIssueInnerZero);
}

TEST(CheckStateless, BatchNamesEachBadOne) {
    SeededRng rng(15);
    std::vector<Transaction> items;
    for (int i = 0; i < 5; ++i) items.emplace_back(sample_signed_transfer(Branch::kPlain, rng));
    items.emplace_back(sample_issue(rng));
    std::get<Transfer>(items[1]).policy_id = 9;
    std::get<Transfer>(items[3]).signature.s[1] ^= 4;
    const auto verdicts = check_stateless_batch(items, test_chain_id(), rng);
    ASSERT_EQ(verdicts.size(), items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto alone = check_stateless(items[i], test_chain_id());
        EXPECT_EQ(verdicts[i].has_value(), !alone.ok()) << i;
        if (!alone.ok()) {
            EXPECT_EQ(verdicts[i], alone.error()) << i;
        }
    }
    EXPECT_EQ(verdicts[1], TxRefusal::kPolicyNotRegistered);
    EXPECT_EQ(verdicts[3], TxRefusal::kBadSpendSignature);
}

TEST(TxRefusal, NumbersAndNamesAreStable) {
    std::set<std::string_view> names;
    for (std::uint16_t number = 1; number <= 16; ++number)
        names.insert(name(static_cast<TxRefusal>(number)));
    EXPECT_EQ(names.size(), 16u);
    EXPECT_EQ(static_cast<int>(TxRefusal::kDuplicateNullifier), 8);
    EXPECT_EQ(static_cast<int>(TxRefusal::kBadSpendSignature), 12);
    EXPECT_EQ(static_cast<int>(TxRefusal::kBadProof), 16);
    EXPECT_EQ(name(TxRefusal::kPublicLegEntering), "public_leg_entering");
}

TEST(PublicLeg, ValueIsSignedInTheField) {
    EXPECT_EQ((PublicLeg{PublicLeg::Direction::kLeaving, Amount(7), AssetId()}.value()), zk::Fr(7));
    EXPECT_EQ((PublicLeg{PublicLeg::Direction::kEntering, Amount(7), AssetId()}.value()),
              -zk::Fr(7));
}

TEST(Issue, PayeeFindsItAndTheIssuerRecoversIt) {
    SeededRng rng(16);
    const Issue issue = sample_issue(rng, 4);
    const ChainId chain = test_chain_id();
    const auto output = issue.output(chain);
    const auto found =
        trial_decrypt(test_account(2).viewing_key().incoming(), output, issue.rho(chain));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->note.value, Amount(12345));
    const auto sent =
        recover_outgoing(test_account(3).viewing_key().ovk(), output, issue.rho(chain));
    ASSERT_TRUE(sent.has_value());
    EXPECT_EQ(sent->to, test_account(2).viewing_key().incoming().address(7));
}

TEST(Issue, SignatureBindsEverything) {
    SeededRng rng(17);
    const Issue honest = sample_issue(rng);
    const IssuerKey key = issuer_key(sample_issuer_secret());
    EXPECT_TRUE(verify_issue_signature(honest, test_chain_id(), key));
    EXPECT_FALSE(verify_issue_signature(honest, ChainId(), key)) << "replay on another chain";
    const IssuerKey other = issuer_key(IssuerSecret());
    EXPECT_FALSE(verify_issue_signature(honest, test_chain_id(), other));
    const Bytes bytes = honest.encode();
    int decoded_count = 0;
    for (std::size_t at = 2; at < bytes.size(); ++at) {
        Bytes changed = bytes;
        changed[at] ^= 1;
        const auto decoded = Issue::decode(changed);
        if (!decoded.ok()) continue;
        ++decoded_count;
        EXPECT_FALSE(verify_issue_signature(*decoded, test_chain_id(), key)) << at;
    }
    EXPECT_GT(decoded_count, 600);
}

// The same issue twice would make two notes of one rho; the sequence is in rho, and signed.
TEST(Issue, SequenceSeparatesNotes) {
    SeededRng rng(18);
    const Issue first = sample_issue(rng, 1);
    const Issue second = sample_issue(rng, 2);
    EXPECT_NE(first.rho(test_chain_id()), second.rho(test_chain_id()));
    EXPECT_NE(first.rho(test_chain_id()), first.rho(ChainId()));
}

}  // namespace
}  // namespace tacit::shielded::testing
