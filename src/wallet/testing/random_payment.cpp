#include "wallet/testing/random_payment.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/pay/batch_payment.hpp"
#include "wallet/payfile/payment_csv.hpp"
#include "wallet/testing/world.hpp"

namespace tacit::wallet::testing {
namespace {

constexpr std::array<const char*, 2> kSymbols{"TAC", "EURX"};

class RandomPayment {
  public:
    explicit RandomPayment(std::uint64_t seed)
        : x_random(seed),
          x_world(seed, some_notes()),
          x_payer(x_world.open(x_world.issuer_file())),
          x_payee(x_world.open(x_world.make_wallet())) {
        x_payer->sync();
        x_symbol = kSymbols.at(below(2));
        x_kind = below(3) == 0 ? PaymentKind::kRedeem : PaymentKind::kSend;
        if (below(2) == 0) x_fee_symbol = kSymbols.at(below(2));
    }

    void expect_most_is_paid();
    void expect_file_is_paid_if_accepted();

  private:
    Uint128 below(Uint128 end) { return x_random() % end; }
    std::size_t below(int end) { return x_random() % static_cast<unsigned>(end); }

    /// Fees are 1000 of TAC and 1 of EURX: many of the notes are too small for one.
    std::vector<FirstNote> some_notes() {
        std::vector<FirstNote> notes(1 + below(40));
        const std::size_t other = below(4);  // of four notes
        const Uint128 largest = below(2) == 0 ? 3 : 600;
        for (FirstNote& note : notes) {
            note.asset = below(4) < other ? 0 : 1;
            note.value = Amount(1 + below(note.asset == 0 ? 1000 * largest : largest));
        }
        return notes;
    }

    const AssetInfo& asset() const { return *x_payer->wallet.assets().find(x_symbol); }
    Uint128 held(const char* symbol) const {
        const auto& id = x_payer->wallet.assets().find(symbol)->id;
        return x_payer->wallet.balance(id, std::nullopt).amount.units();
    }

    PaymentRequest request(Amount amount) {
        PaymentRequest out = payment(*x_payer, x_payee->wallet, x_symbol, "1");
        out.kind = x_kind;
        if (x_kind == PaymentKind::kRedeem) out.to.reset();
        out.amount = amount;
        if (x_fee_symbol != nullptr)
            out.fee_asset = x_payer->wallet.assets().find(x_fee_symbol)->id;
        return out;
    }

    Amount expect_refused(Amount amount);
    void expect_paid(Amount amount);

    std::mt19937_64 x_random;
    World x_world;
    std::unique_ptr<Life> x_payer;
    std::unique_ptr<Life> x_payee;
    const char* x_symbol = nullptr;
    const char* x_fee_symbol = nullptr;
    PaymentKind x_kind = PaymentKind::kSend;
};

/// The most that could be paid, as the refusal says.
Amount RandomPayment::expect_refused(Amount amount) {
    const PaymentRequest too_much = request(amount);
    EXPECT_EQ(x_payer->payer.check_funds({&too_much, 1}).size(), 1U);
    const auto refused = x_payer->pay(too_much);
    EXPECT_TRUE(!refused.ok());
    if (refused.ok()) return {};
    EXPECT_THAT(refused.error().code, ::testing::AnyOf("insufficient_funds", "no_fee"));
    EXPECT_TRUE(x_world.node().arrived().empty());
    EXPECT_TRUE(x_payer->wallet.book().payments().empty());
    const std::string& message = refused.error().message;
    const std::string before = "At most ";
    const auto start = message.find(before);
    if (start == std::string::npos) {
        EXPECT_THAT(message, ::testing::HasSubstr("Nothing can be paid."));
        return {};
    }
    const auto from = start + before.size();
    const auto most =
        parse_amount(message.substr(from, message.find(' ', from) - from), asset().decimals);
    EXPECT_TRUE(most.ok()) << message;
    return *most;
}

void RandomPayment::expect_paid(Amount amount) {
    const PaymentRequest paid = request(amount);
    EXPECT_TRUE(x_payer->payer.check_funds({&paid, 1}).empty());
    std::array<Uint128, 2> left{held(kSymbols[0]), held(kSymbols[1])};
    const auto outcome = x_payer->pay(paid);
    ASSERT_TRUE(outcome.ok()) << outcome.error().code << ": " << outcome.error().message;
    left.at(x_symbol == kSymbols[0] ? 0 : 1) -= amount.units();
    for (const Bytes& bytes : x_world.node().arrived()) {
        const auto transfer = shielded::Transfer::decode(bytes);
        ASSERT_TRUE(transfer.ok());
        const AssetInfo* fee_asset = x_payer->wallet.assets().find(transfer->fee_asset);
        EXPECT_EQ(transfer->fee, *fee_asset->fee);
        EXPECT_TRUE(x_fee_symbol == nullptr || fee_asset->symbol == x_fee_symbol);
        left.at(fee_asset->symbol == kSymbols[0] ? 0 : 1) -= transfer->fee.units();
    }
    EXPECT_EQ(held(kSymbols[0]), left[0]);
    EXPECT_EQ(held(kSymbols[1]), left[1]);
    x_payee->sync();
    const Amount received = x_payee->wallet.balance(asset().id, std::nullopt).amount;
    EXPECT_EQ(received, x_kind == PaymentKind::kRedeem ? Amount() : amount);
}

void RandomPayment::expect_most_is_paid() {
    const Amount most = expect_refused(Amount(Uint128{1} << 100));
    EXPECT_EQ(expect_refused(Amount(most.units() + 1)), most);
    if (most.is_zero()) return;
    expect_paid(below(2) == 0 ? most : Amount(1 + below(most.units())));
}

void RandomPayment::expect_file_is_paid_if_accepted() {
    const std::size_t lines = 1 + below(8);
    const Uint128 each = held(x_symbol) / lines + 1;
    std::string text = "id,name,to,amount,currency,text\r\n";
    for (std::size_t i = 0; i < lines; ++i)
        text += "NOTPROVIDED,Anna," + *x_payee->wallet.address(0) + "," +
                format_amount(Amount(1 + below(each)), asset().decimals) + "," + x_symbol +
                ",x\r\n";
    auto file = parse_payment_csv(as_bytes(text));
    ASSERT_TRUE(file.ok());
    BatchOptions options;
    if (x_fee_symbol != nullptr)
        options.fee_asset = x_payer->wallet.assets().find(x_fee_symbol)->id;
    BatchPayment batch(x_payer->wallet, x_payer->client, x_payer->payer, *file, options);
    ASSERT_TRUE(batch.check().ok());
    EXPECT_TRUE(x_world.node().arrived().empty());
    if (!file->issues.empty()) return;
    const auto result = batch.pay([](const BatchResult&) { return true; });
    ASSERT_TRUE(result.ok());
    EXPECT_FALSE(result->error) << result->error->code << ": " << result->error->message;
    for (const BatchLine& line : result->lines)
        EXPECT_EQ(line.outcome.status, LineStatus::kSettled);
}

}  // namespace

void expect_money_can_move(std::uint64_t seed) {
    RandomPayment(seed).expect_most_is_paid();
}

void expect_no_file_is_accepted_in_vain(std::uint64_t seed) {
    RandomPayment(seed).expect_file_is_paid_if_accepted();
}

}  // namespace tacit::wallet::testing
