// Every way to lie, each refused for its own reason.
#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "compliance/disclosure.hpp"
#include "compliance/testing/paid_chain.hpp"

namespace tacit::compliance::check_disclosure_test {
namespace {

using testing::PaidChain;

struct Lie {
    const char* name;
    std::function<void(Disclosure&, const PaidChain&)> tell;
    DisclosureError caught_by;
};

shielded::Transfer& transfer_of(Disclosure& disclosure) {
    return std::get<shielded::Transfer>(disclosure.transaction);
}

const std::vector<Lie>& lies_about_the_chain() {
    static const std::vector<Lie> kLies = {
        {"other transaction",
         [](Disclosure& d, const PaidChain& paid) { d.transaction = paid.transactions[0]; },
         DisclosureError::kNotInBlock},
        {"changed transaction",
         [](Disclosure& d, const PaidChain&) { transfer_of(d).fee = Amount(7); },
         DisclosureError::kNotInBlock},
        {"changed output of the transaction",
         [](Disclosure& d, const PaidChain&) { transfer_of(d).outputs[0].ciphertext.note[5] ^= 1; },
         DisclosureError::kNotInBlock},
        {"other chain", [](Disclosure& d, const PaidChain&) { d.chain = shielded::ChainId(); },
         DisclosureError::kNotInBlock},
        {"receipt of another transaction",
         [](Disclosure& d, const PaidChain& paid) { d.receipt = paid.source(1, 2).receipt; },
         DisclosureError::kNotInBlock},
        {"receipt of a made-up block",
         [](Disclosure& d, const PaidChain& paid) {
             d.receipt = ledger::make_receipt(std::span(paid.ids).subspan(1, 1), 0, paid.parts);
         },
         DisclosureError::kNotInBlock},
        {"other height",
         [](Disclosure& d, const PaidChain&) { d.receipt.parts.height = shielded::Height(2); },
         DisclosureError::kWrongAppHash},
        {"other time",
         [](Disclosure& d, const PaidChain&) { d.receipt.parts.time = UnixMillis(1); },
         DisclosureError::kWrongAppHash},
        {"a block of one's own around the transaction",
         [](Disclosure& d, const PaidChain& paid) {
             ledger::AppHashParts parts = paid.parts;
             const auto alone = std::span(paid.ids).subspan(1, 1);
             parts.tx_root = ledger::tx_root(alone);
             d.receipt = ledger::make_receipt(alone, 0, parts);
         },
         DisclosureError::kWrongAppHash},
        {"slot beyond the last", [](Disclosure& d, const PaidChain&) { d.output = 3; },
         DisclosureError::kNoSuchOutput},
    };
    return kLies;
}

const std::vector<Lie>& lies_about_the_note() {
    static const std::vector<Lie> kLies = {
        {"other slot", [](Disclosure& d, const PaidChain&) { d.output = 0; },
         DisclosureError::kOtherOutput},
        {"other transaction of the chain, with its receipt",
         [](Disclosure& d, const PaidChain& paid) {
             d.transaction = paid.transactions[2];
             d.receipt = paid.source(1, 2).receipt;
         },
         DisclosureError::kOtherNote},
        {"other seed", [](Disclosure& d, const PaidChain&) { d.seed.mutable_bytes()[0] ^= 1; },
         DisclosureError::kOtherNote},
        {"other payee",
         [](Disclosure& d, const PaidChain& paid) { d.payee = paid.address_of(paid.payer); },
         DisclosureError::kOtherNote},
        {"other address of the payee",
         [](Disclosure& d, const PaidChain& paid) { d.payee = paid.address_of(paid.payee, 4); },
         DisclosureError::kOtherNote},
        {"other transmission key under the payee's diversifier",
         [](Disclosure& d, const PaidChain& paid) {
             d.payee.transmission_key =
                 paid.payer.find(0)->incoming.address_of(d.payee.diversifier)->transmission_key;
         },
         DisclosureError::kOtherPayee},
        {"other owner under the payee's diversifier",
         [](Disclosure& d, const PaidChain& paid) {
             d.payee.owner = paid.payer.find(0)->incoming.address_of(d.payee.diversifier)->owner;
         },
         DisclosureError::kNotCommitted},
        {"other asset",
         [](Disclosure& d, const PaidChain& paid) {
             d.asset = paid.chain.genesis().assets[2].opening();
             d.label.reset();
         },
         DisclosureError::kOtherAsset},
        {"more", [](Disclosure& d, const PaidChain&) { d.value = Amount(1235); },
         DisclosureError::kOtherAmount},
        {"less", [](Disclosure& d, const PaidChain&) { d.value = Amount(1233); },
         DisclosureError::kOtherAmount},
        {"other memo",
         [](Disclosure& d, const PaidChain&) { d.memo = testing::test_memo("Bribe"); },
         DisclosureError::kOtherMemo},
        {"no memo", [](Disclosure& d, const PaidChain&) { d.memo = shielded::MemoBytes(); },
         DisclosureError::kOtherMemo},
        {"other symbol", [](Disclosure& d, const PaidChain&) { d.label->symbol = "USDX"; },
         DisclosureError::kWrongLabel},
        {"other decimals", [](Disclosure& d, const PaidChain&) { d.label->decimals = 0; },
         DisclosureError::kWrongLabel},
        {"other issuer",
         [](Disclosure& d, const PaidChain&) { d.label->issuer = shielded::IssuerKey(); },
         DisclosureError::kWrongLabel},
    };
    return kLies;
}

void expect_caught(const std::vector<Lie>& lies) {
    const PaidChain paid;
    for (const Lie& lie : lies) {
        Disclosure disclosure = paid.disclosure();
        ASSERT_TRUE(check_disclosure(disclosure, paid.app_hash).ok());
        lie.tell(disclosure, paid);
        const auto checked = check_disclosure(disclosure, paid.app_hash);
        ASSERT_FALSE(checked.ok()) << lie.name;
        EXPECT_EQ(name(checked.error()), name(lie.caught_by)) << lie.name;
    }
}

TEST(CheckDisclosure, LiesAboutTheChain) {
    expect_caught(lies_about_the_chain());
}

TEST(CheckDisclosure, LiesAboutTheNote) {
    expect_caught(lies_about_the_note());
}

TEST(CheckDisclosure, EveryErrorIsTold) {
    std::set<DisclosureError> told;
    for (const auto* lies : {&lies_about_the_chain(), &lies_about_the_note()})
        for (const Lie& lie : *lies) told.insert(lie.caught_by);
    EXPECT_EQ(told.size(), std::size_t{kDisclosureErrors});
}

TEST(CheckDisclosure, NamesAreStableAndDistinct) {
    std::set<std::string_view> names;
    for (int number = 1; number <= kDisclosureErrors; ++number) {
        const auto error = static_cast<DisclosureError>(number);
        names.insert(name(error));
        EXPECT_EQ(describe(error).back(), '.') << number;
    }
    EXPECT_EQ(names.size(), std::size_t{kDisclosureErrors});
}

TEST(CheckDisclosure, WrongAppHash) {
    PaidChain paid;
    const Disclosure disclosure = paid.disclosure();
    const auto later = paid.chain.commit({paid.chain.transfer()}).app_hash;
    for (const auto& app_hash : {later, ledger::AppHash()})
        EXPECT_EQ(check_disclosure(disclosure, app_hash).error(), DisclosureError::kWrongAppHash);
}

/// A payer who commits to one note and tells its payee of another.
class DishonestPayer : public ::testing::Test {
  protected:
    /// The payment with an output that `change` spoilt, final all the same: no proof covers it.
    template <class Change>
    void pay(Change change) {
        shielded::Transfer draft = paid.chain.draft_transfer();
        const auto rho = shielded::output_rho(draft.rho_base(), 1);
        const auto to = paid.address_of(paid.payee);
        auto built = shielded::build_output(to, paid.eurx().opening(), Amount(100), paid.memo, rho,
                                            std::nullopt, paid.chain.rng());
        change(built, to, rho);
        draft.outputs[1] = built.description;
        paid.transactions = {paid.chain.seal(draft)};
        paid.keep(paid.chain.commit(paid.transactions));
        opening = built.opening;
    }

    std::string_view verdict(const shielded::NoteOpening& claimed) {
        const auto disclosure =
            make_disclosure(paid.source(1, 0), paid.address_of(paid.payee), claimed);
        const auto checked = check_disclosure(disclosure, paid.app_hash);
        return checked.ok() ? "ok" : name(checked.error());
    }

    PaidChain paid;
    shielded::NoteOpening opening;
};

TEST_F(DishonestPayer, HonestlyPaysForComparison) {
    pay([](auto&, auto&, auto&) {});
    EXPECT_EQ(verdict(opening), "ok");
}

TEST_F(DishonestPayer, TellsLessThanIsCommitted) {
    shielded::NoteOpening told;
    pay([&](shielded::BuiltOutput& built, const auto& to, const auto& rho) {
        told = built.opening;
        told.value = Amount(5);
        built.description.ciphertext = shielded::encrypt_note(
            to, told, rho, built.description.commitment, std::nullopt, paid.chain.rng());
    });
    EXPECT_EQ(verdict(opening), "other_amount");
    EXPECT_EQ(verdict(told), "not_committed");
}

TEST_F(DishonestPayer, HidesTheNoteBehindAWrongViewTag) {
    pay([](shielded::BuiltOutput& built, auto&, auto&) {
        built.description.ciphertext.view_tag[0] ^= 1;
    });
    EXPECT_EQ(verdict(opening), "other_payee");
}

TEST_F(DishonestPayer, SpoilsTheCiphertext) {
    pay([](shielded::BuiltOutput& built, auto&, auto&) {
        built.description.ciphertext.note[0] ^= 1;
    });
    EXPECT_EQ(verdict(opening), "other_payee");
}

TEST_F(DishonestPayer, TakesAnotherEphemeralKey) {
    pay([&](shielded::BuiltOutput& built, auto&, auto&) {
        built.description.ciphertext.ephemeral_key = paid.address_of(paid.payer).transmission_key;
    });
    EXPECT_EQ(verdict(opening), "other_note");
}

}  // namespace
}  // namespace tacit::compliance::check_disclosure_test
