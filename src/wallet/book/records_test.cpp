#include "wallet/book/records.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "wallet/book/testing/canonical_record.hpp"

namespace tacit::wallet::records_test {
namespace {

using tacit::testing::SeededRng;
using testing::expect_canonical;

shielded::AssetId some_asset(SeededRng& rng) {
    return shielded::AssetId(zk::Fr::random(rng));
}

shielded::MemoBytes some_memo() {
    return *shielded::Memo{shielded::MemoReference(), "E-1", "text"}.encode();
}

TEST(Records, SettingsAccountsAndIssues) {
    SettingsRecord settings;
    settings.network = shielded::Network::kMain;
    settings.accounts = 3;
    settings.discovering = true;
    settings.genesis = {1, 2, 3};
    settings.scanned = 2;
    const Bytes bytes = settings.encode();
    EXPECT_EQ(SettingsRecord::decode(bytes)->encode(), bytes);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto cut = SettingsRecord::decode(ByteSpan(bytes).first(size));
        // Without its last field it is one of an earlier file: nothing is known to be scanned.
        EXPECT_EQ(cut.ok(), size == bytes.size() - 4) << size;
        if (cut.ok()) {
            EXPECT_EQ(cut->scanned, 0U);
        }
    }
    EXPECT_EQ(settings.accounts_watched(), 3 + kAccountsAhead);
    expect_canonical(AccountRecord{2, 17});
    SeededRng rng(9);
    expect_canonical(IssueRecord{some_asset(rng), 7, true, shielded::Height(4)});
}

TEST(Records, ASettingsByteOutsideItsRangeIsRefused) {
    Bytes bytes = SettingsRecord().encode();
    bytes[0] = 3;
    EXPECT_FALSE(SettingsRecord::decode(bytes).ok());
    bytes = SettingsRecord().encode();
    bytes[5] = 2;  // `discovering`
    EXPECT_FALSE(SettingsRecord::decode(bytes).ok());
}

TEST(Records, Notes) {
    SeededRng rng(1);
    NoteRecord note{1,
                    77,
                    {},
                    shielded::Rho(zk::Fr::random(rng)),
                    shielded::NoteCommitment(zk::Fr::random(rng)),
                    shielded::Nullifier(zk::Fr::random(rng)),
                    shielded::Height(9),
                    shielded::Height(12),
                    "id"};
    note.opening.value = Amount(5);
    expect_canonical(note);
    note.spent_at.reset();
    note.reserved_by.clear();
    expect_canonical(note);
}

PaymentRecord some_payment() {
    SeededRng rng(2);
    PaymentRecord payment;
    payment.id = "lunch";
    payment.kind = PaymentKind::kRedeem;
    payment.state = PaymentState::kSent;
    payment.to = Bytes(shielded::Address::kSizeBytes, 7);
    payment.asset = some_asset(rng);
    payment.amount = Amount(Uint128{1} << 100);
    payment.fee_asset = some_asset(rng);
    payment.fee = Amount(3);
    payment.memo = some_memo();
    payment.created = UnixMillis(5);
    payment.holder = 42;
    payment.inputs = {3, 1, 2};
    payment.transaction = Bytes(3900, 9);
    payment.expiry = shielded::Height(1000);
    payment.refusal = "expired";
    return payment;
}

TEST(Records, Payments) {
    expect_canonical(some_payment());
    Bytes bytes = some_payment().encode();
    const std::size_t kind_at = 4 + 5;  // behind the id and its length
    ASSERT_EQ(bytes[kind_at], static_cast<std::uint8_t>(PaymentKind::kRedeem));
    for (const std::uint8_t bad : {std::uint8_t{0}, std::uint8_t{5}}) {
        bytes[kind_at] = bad;
        EXPECT_FALSE(PaymentRecord::decode(bytes).ok());
    }
    bytes = some_payment().encode();
    for (const std::uint8_t bad : {std::uint8_t{0}, std::uint8_t{7}}) {
        bytes[kind_at + 1] = bad;
        EXPECT_FALSE(PaymentRecord::decode(bytes).ok());
    }
}

TEST(Records, OpenStatesAreTheFirstThree) {
    PaymentRecord payment;
    for (int state = 1; state <= 6; ++state) {
        payment.state = static_cast<PaymentState>(state);
        EXPECT_EQ(payment.is_open(), state <= 3);
    }
}

TEST(Records, Movements) {
    SeededRng rng(3);
    MovementRecord movement;
    movement.own_spend = true;
    movement.payer = 2;
    movement.fee = Amount(1);
    movement.legs.push_back({MovementLeg::Direction::kIssued, 1, 2, some_asset(rng), Amount(8),
                             Bytes(shielded::Address::kSizeBytes, 1), some_memo()});
    movement.legs.push_back({});
    expect_canonical(movement);
}

TEST(Records, ContactsAndFiles) {
    SeededRng rng(4);
    expect_canonical(ContactRecord{"DE09", Bytes(shielded::Address::kSizeBytes, 1)});
    expect_canonical(PaymentFileRecord{"MSG-1", random_bytes<32>(rng)});
}

TEST(Records, TextsBeyondTheirBoundAreRefused) {
    ContactRecord contact{std::string(kIdSizeMax + 1, 'x'), {}};
    EXPECT_FALSE(ContactRecord::decode(contact.encode()).ok());
    contact.id.pop_back();
    EXPECT_TRUE(ContactRecord::decode(contact.encode()).ok());
}

}  // namespace
}  // namespace tacit::wallet::records_test
