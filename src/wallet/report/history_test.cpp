#include "wallet/report/history.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/printable.hpp"
#include "wallet/iso20022/testing/samples.hpp"
#include "wallet/report/bank_statement.hpp"
#include "wallet/testing/world.hpp"

namespace tacit::wallet::history_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::issue;
using testing::Life;
using testing::payment;
using testing::SubmitFate;
using testing::World;

class HistoryTest : public ::testing::Test {
  protected:
    HistoryTest() : issuer(world.open(world.issuer_file())), anna(world.open(world.make_wallet())) {
        issuer->sync();
        pay(*issuer, issue(*issuer, anna->wallet, "EURX", "10.00"));
        pay(*issuer, payment(*issuer, anna->wallet, "TAC", "1"));
        anna->sync();
    }

    void pay(Life& life, const PaymentRequest& request) {
        const auto paid = life.pay(request);
        ASSERT_TRUE(paid.ok()) << paid.error().message;
    }

    static std::string text(const HistoryRow& row) {
        return std::string(name(row.direction)) + " " +
               std::to_string(std::uint64_t(row.amount.units())) + " " +
               std::string(name(row.status)) + " " + row.memo;
    }
    std::vector<std::string> rows(Life& life, std::optional<std::uint32_t> account = {}) {
        std::vector<std::string> out;
        for (const auto& row : history_rows(life.wallet, account)) out.push_back(text(row));
        return out;
    }

    World world;
    std::unique_ptr<Life> issuer;
    std::unique_ptr<Life> anna;
};

TEST_F(HistoryTest, EachKindOfMovementIsARow) {
    PaymentRequest send = payment(*anna, issuer->wallet, "EURX", "2.00", "rent");
    send.memo = {{}, "E-1", "rent"};
    pay(*anna, send);
    PaymentRequest redeem = payment(*anna, issuer->wallet, "EURX", "3.00");
    redeem.kind = PaymentKind::kRedeem;
    redeem.to.reset();
    redeem.memo.text = "out";
    pay(*anna, redeem);
    PaymentRequest self = payment(*anna, anna->wallet, "EURX", "1.00");
    self.memo.text = "to me";
    pay(*anna, self);
    EXPECT_THAT(rows(*anna), ElementsAre("received 1000 final ", "received 1000000 final ",
                                         "sent 200 final rent", "redeemed 300 final out",
                                         "internal 100 final to me"));
    const auto all = history_rows(anna->wallet, std::nullopt);
    EXPECT_EQ(all[2].id, "rent");
    EXPECT_EQ(all[2].end_to_end_id, "E-1");
    EXPECT_EQ(all[2].counterparty, *issuer->wallet.address(0));
    EXPECT_EQ(all[2].fee, Amount(1000));
    EXPECT_EQ(all[0].fee_asset, std::nullopt);
    issuer->sync();
    EXPECT_EQ(rows(*issuer).at(2), "issued 1000 final ");
}

TEST_F(HistoryTest, OpenAndRefusedPaymentsFollow) {
    world.node().fate = SubmitFate::kRefused;
    EXPECT_FALSE(anna->pay(payment(*anna, issuer->wallet, "EURX", "2.00", "a")).ok());
    world.node().fate = SubmitFate::kServerError;
    EXPECT_FALSE(anna->pay(payment(*anna, issuer->wallet, "EURX", "4.00", "b")).ok());
    EXPECT_THAT(rows(*anna), ElementsAre("received 1000 final ", "received 1000000 final ",
                                         "sent 200 refused ", "sent 400 pending "));
    EXPECT_EQ(history_rows(anna->wallet, std::nullopt)[2].reason, "anchor_unknown");
}

TEST_F(HistoryTest, AccountsHaveTheirOwnRows) {
    ASSERT_EQ(*anna->wallet.new_account(), 1U);
    PaymentRequest over = payment(*anna, anna->wallet, "EURX", "4.00");
    over.to = anna->wallet.keys().find(1)->incoming.address(0);
    pay(*anna, over);
    pay(*issuer, [&] {
        PaymentRequest request = issue(*issuer, anna->wallet, "USDX", "5.00");
        request.to = over.to;
        return request;
    }());
    anna->sync();
    EXPECT_THAT(rows(*anna, 1), ElementsAre("received 500 final "));
}

TEST_F(HistoryTest, CsvQuotesAndNeutralises) {
    PaymentRequest send = payment(*anna, issuer->wallet, "EURX", "2.00");
    send.memo.text = "a \"b\", \x1b[2J";
    pay(*anna, send);
    const std::string csv = history_csv(anna->wallet, history_rows(anna->wallet, std::nullopt));
    EXPECT_THAT(csv, HasSubstr("\"a \"\"b\"\", \xef\xbf\xbd[2J\""));
    EXPECT_EQ(std::ranges::count(csv, '\n'), 4);
    EXPECT_TRUE(csv.starts_with("txid,height,time,direction,asset,amount,fee,"));
}

/// Memos are strangers' texts, and spreadsheets run what looks like a formula.
TEST_F(HistoryTest, CsvHoldsNoFormulas) {
    const auto row = [](const std::string& memo) {
        HistoryRow out;
        out.memo = out.end_to_end_id = out.counterparty = out.id = memo;
        return out;
    };
    const auto cells = [&](const std::string& memo) {
        const std::vector<HistoryRow> rows{row(memo)};
        const std::string csv = history_csv(anna->wallet, rows);
        return csv.substr(csv.find("\r\n") + 2);
    };
    for (const std::string formula :
         {"=1+1", "+1+1", "-2+3", "@SUM(1)", "-5.00", " =1", "'=1", "\t=1", "\r=1", "\u00a0=1",
          "\u3000=1", "\ufeff=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20A1"}) {
        const std::string shown = "'" + printable(formula);
        EXPECT_THAT(cells(formula),
                    HasSubstr("," + shown + "," + shown + "," + shown + "," + shown + ","))
            << formula;
    }
    EXPECT_THAT(cells("\"=1\""), HasSubstr(",\"'\"\"=1\"\"\","));
    EXPECT_THAT(cells("=HYPERLINK(\"http://x\",\"y\")"),
                HasSubstr(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\","));
    EXPECT_THAT(cells("1=1 - 2"), HasSubstr(",1=1 - 2,"));
    EXPECT_THAT(cells(""), HasSubstr(",0,,,,,,,final"));
}

TEST_F(HistoryTest, StatementsBalanceAndKeepTheEndToEndId) {
    PaymentRequest send = payment(*anna, issuer->wallet, "EURX", "2.00");
    send.memo = {{}, "E-1", "rent"};
    send.fee_asset = send.asset;
    pay(*anna, send);
    pay(*anna, payment(*anna, anna->wallet, "EURX", "1.00"));  // to oneself: only its fee shows
    const StatementWish all{std::nullopt, UnixMillis(0), UnixMillis(~std::uint64_t{0})};
    const StatementSet set = *make_statements(anna->wallet, all);
    EXPECT_THAT(set.left_out, ElementsAre("TAC"));
    ASSERT_EQ(set.statements.size(), 1U);
    const Statement& statement = set.statements[0];
    EXPECT_EQ(statement.currency, "EUR");
    EXPECT_EQ(statement.opening, Amount(0));
    EXPECT_EQ(statement.closing, anna->wallet.balance(send.asset, std::nullopt).amount);
    ASSERT_EQ(statement.entries.size(), 3U);
    EXPECT_EQ(statement.entries[0].kind, EntryKind::kReceived);
    EXPECT_EQ(statement.entries[1].kind, EntryKind::kIssued);
    EXPECT_EQ(statement.entries[1].end_to_end_id, "E-1");
    EXPECT_EQ(statement.entries[2].kind, EntryKind::kFee);
    const auto xml = write_camt053(set.statements, {"M-1", UnixMillis(1)});
    ASSERT_TRUE(xml.ok()) << describe(xml.error());
    EXPECT_TRUE(testing_samples::is_valid(*xml, IsoMessage::kCamt053V08));
}

TEST_F(HistoryTest, APeriodOpensWithWhatCameBefore) {
    const UnixMillis then = anna->wallet.book().scan().time;
    pay(*issuer, issue(*issuer, anna->wallet, "EURX", "5.00"));
    anna->sync();
    const StatementSet set = *make_statements(
        anna->wallet, {std::nullopt, UnixMillis(then.value() + 1), UnixMillis(~std::uint64_t{0})});
    ASSERT_EQ(set.statements.size(), 1U);
    EXPECT_EQ(set.statements[0].opening, Amount(1000));
    EXPECT_EQ(set.statements[0].closing, Amount(1500));
    EXPECT_EQ(set.statements[0].entries.size(), 1U);
}

TEST_F(HistoryTest, MoneyBetweenAccountsIsAnEntryOfEach) {
    ASSERT_EQ(*anna->wallet.new_account(), 1U);
    PaymentRequest over = payment(*anna, anna->wallet, "EURX", "4.00");
    over.to = anna->wallet.keys().find(1)->incoming.address(0);
    pay(*anna, over);
    const UnixMillis end(~std::uint64_t{0});
    const auto closing = [&](std::optional<std::uint32_t> account) {
        return make_statements(anna->wallet, {account, UnixMillis(0), end})
            ->statements.at(0)
            .closing;
    };
    EXPECT_EQ(closing(std::nullopt), Amount(1000));
    EXPECT_EQ(closing(0), Amount(600));
    EXPECT_EQ(closing(1), Amount(400));
}

TEST_F(HistoryTest, AHistoryThatDoesNotAddUpIsNoStatement) {
    // What a wallet that read lies before they were noticed has in its file.
    const StatementWish all{std::nullopt, UnixMillis(0), UnixMillis(~std::uint64_t{0})};
    MovementRecord movement = anna->wallet.book().movements().begin()->second;
    const auto keep = [&] {
        ASSERT_TRUE(anna->wallet.file()
                        .transact([&](RecordWriter& writer) { return writer.put(movement); })
                        .ok());
    };
    ASSERT_TRUE(make_statements(anna->wallet, all).ok());
    movement.own_spend = true;
    movement.fee_asset = movement.legs.at(0).asset;
    movement.fee = Amount(1001);  // 1000 came in
    keep();
    EXPECT_EQ(testing::code_of(make_statements(anna->wallet, all)), "history_inconsistent");
    movement.own_spend = false;
    movement.legs.push_back(movement.legs[0]);
    movement.legs[1].amount = Amount(~Uint128{0});  // an invented mint
    keep();
    EXPECT_EQ(testing::code_of(make_statements(anna->wallet, all)), "history_inconsistent");
}

StatementSet statements(Life& life, std::optional<std::uint32_t> account = {}) {
    return make_statements(life.wallet, {account, UnixMillis(0), UnixMillis(~std::uint64_t{0})})
        .value();
}

/// Bookkeeping software takes two entries of one reference for one, and drops the second.
TEST_F(HistoryTest, EachEntryOfAStatementHasAReferenceOfItsOwn) {
    ASSERT_EQ(*anna->wallet.new_account(), 1U);
    PaymentRequest send = payment(*anna, issuer->wallet, "EURX", "2.00");
    send.fee_asset = send.asset;
    pay(*anna, send);
    PaymentRequest over = payment(*anna, anna->wallet, "EURX", "4.00");
    over.to = anna->wallet.keys().find(1)->incoming.address(0);
    over.fee_asset = over.asset;
    pay(*anna, over);
    const auto references = [&](std::optional<std::uint32_t> account) {
        const StatementSet set = statements(*anna, account);
        std::vector<std::string> out;
        for (const StatementEntry& entry : set.statements.at(0).entries)
            out.push_back(entry.reference);
        return out;
    };
    const auto& movements = anna->wallet.book().movements();
    const std::string sent =
        encode_hex(std::next(movements.begin(), 2)->second.txid.bytes()).substr(0, 32);
    const std::string moved = encode_hex(movements.rbegin()->second.txid.bytes()).substr(0, 32);
    const auto all = references(std::nullopt);
    ASSERT_EQ(all.size(), 4U);
    // The payment has the digits that its pain.002 has.
    EXPECT_EQ(all[1], sent);
    EXPECT_EQ(all[2], sent + "-F");
    EXPECT_EQ(all[3], moved + "-F");
    const auto first = references(0U);
    ASSERT_EQ(first.size(), 5U);
    EXPECT_THAT(std::vector(first.begin(), first.begin() + 3), ElementsAre(all[0], all[1], all[2]));
    EXPECT_TRUE(first[3].starts_with(moved + "-I")) << first[3];
    EXPECT_EQ(first[4], moved + "-F");
    for (const std::string& reference : first) EXPECT_LE(reference.size(), 35U);
}

TEST_F(HistoryTest, EachAssetIsInAnAccountOfItsOwn) {
    pay(*issuer, issue(*issuer, anna->wallet, "USDX", "5.00"));
    anna->sync();
    const StatementSet set = statements(*anna);
    ASSERT_EQ(set.statements.size(), 2U);
    EXPECT_TRUE(set.statements[0].account_id.ends_with("-EURX"));
    EXPECT_TRUE(set.statements[1].account_id.ends_with("-USDX"));
    EXPECT_NE(statements(*anna, 0U).statements[0].account_id, set.statements[0].account_id);
}

TEST_F(HistoryTest, AWalletThatWasNeverPaidHasAnEmptyStatement) {
    auto leyla = world.open(world.make_wallet());
    leyla->sync();
    const StatementSet set = statements(*leyla);
    ASSERT_EQ(set.statements.size(), 2U);
    for (const Statement& statement : set.statements) {
        EXPECT_EQ(statement.opening, Amount(0));
        EXPECT_EQ(statement.closing, Amount(0));
        EXPECT_TRUE(statement.entries.empty());
    }
    const auto xml = write_camt053(set.statements, {set.message_id, UnixMillis(1)});
    ASSERT_TRUE(xml.ok()) << describe(xml.error());
    EXPECT_TRUE(testing_samples::is_valid(*xml, IsoMessage::kCamt053V08));
    // One that holds money without a code alone likewise; what cannot be stated is named.
    pay(*issuer, payment(*issuer, leyla->wallet, "TAC", "1"));
    leyla->sync();
    const StatementSet plain = statements(*leyla);
    EXPECT_EQ(plain.statements.size(), 2U);
    EXPECT_THAT(plain.left_out, ElementsAre("TAC"));
}

/// Bookkeeping software passes over ids that it knows.
TEST_F(HistoryTest, IdsOfStatementsAreStableAndDiffer) {
    ASSERT_EQ(*anna->wallet.new_account(), 1U);
    const UnixMillis end(~std::uint64_t{0});
    pay(*issuer, issue(*issuer, anna->wallet, "USDX", "5.00"));
    anna->sync();
    PaymentRequest over = payment(*anna, anna->wallet, "EURX", "4.00");
    over.to = anna->wallet.keys().find(1)->incoming.address(0);
    pay(*anna, over);
    std::set<std::string> ids;
    std::set<std::string> messages;
    std::set<std::string> accounts;
    std::size_t count = 0;
    for (const auto& account :
         {std::optional<std::uint32_t>(), std::optional(0U), std::optional(1U)})
        for (const UnixMillis from : {UnixMillis(0), UnixMillis(1)})
            for (const UnixMillis to : {UnixMillis(end.value() - 1), end}) {
                const auto set = make_statements(anna->wallet, {account, from, to}).value();
                const auto again = make_statements(anna->wallet, {account, from, to}).value();
                EXPECT_EQ(set.message_id, again.message_id);
                EXPECT_EQ(set.message_id.size(), 35U);
                messages.insert(set.message_id);
                for (std::size_t i = 0; i < set.statements.size(); ++i) {
                    EXPECT_EQ(set.statements[i].id, again.statements[i].id);
                    EXPECT_EQ(set.statements[i].id.size(), 35U);
                    ids.insert(set.statements[i].id);
                    accounts.insert(set.statements[i].account_id);
                    ++count;
                }
                const auto xml = write_camt053(set.statements, {set.message_id, UnixMillis(1)});
                ASSERT_TRUE(xml.ok()) << describe(xml.error());
                EXPECT_TRUE(testing_samples::is_valid(*xml, IsoMessage::kCamt053V08));
            }
    EXPECT_EQ(count, 4U * (2 + 2 + 1));
    EXPECT_EQ(ids.size(), count);
    EXPECT_EQ(messages.size(), 12U);
    EXPECT_EQ(accounts.size(), 5U);
}

TEST_F(HistoryTest, AnIncomingViewingKeyMakesNoStatement) {
    const auto watching = [&](const std::string& key) {
        const auto file = world.unused_file();
        EXPECT_TRUE(create_watch_only(file, World::passphrase(), key, world.environment()).ok());
        auto life = world.open(file);
        life->sync();
        return testing::code_of(make_statements(
            life->wallet, {std::nullopt, UnixMillis(0), UnixMillis(~std::uint64_t{0})}));
    };
    const AccountKeys& keys = *anna->wallet.keys().find(0);
    EXPECT_EQ(watching(keys.incoming.encode(shielded::Network::kTest)), "incoming_only");
    EXPECT_EQ(watching(keys.full->encode(shielded::Network::kTest)), "ok");
}

}  // namespace
}  // namespace tacit::wallet::history_test
