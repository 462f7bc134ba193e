// Payments over the real transport, through a server that takes them and goes away before it says
// so: the transport asks again, and what it then meets must not read as "nothing happened".
#include <gtest/gtest.h>

#include "wallet/client/testing/rude_server.hpp"
#include "wallet/testing/world.hpp"

namespace tacit::wallet::payer_cut_test {
namespace {

using testing::payment;
using testing::RudePeer;
using testing::RudeServer;
using testing::World;

/// What the second sending of a transaction meets.
enum class Second { kClosedPort, kBusy, kPendingConflict, kNullifierSpent };

std::string error_reply(const Json& id, int code, const char* name) {
    const Json data{{"code", name}, {"hint", "Hint."}};
    const Json error{{"code", code}, {"message", "refused"}, {"data", data}};
    return json::to_text({{"jsonrpc", "2.0"}, {"id", id}, {"error", error}});
}

class PayerCutTest : public ::testing::Test {
  protected:
    PayerCutTest()
        : issuer(world.open(world.issuer_file())), anna(world.open(world.make_wallet())) {
        issuer->sync();
    }

    /// Serves the world's node, one request a connection; keeps the answer to the first submission
    /// to itself.
    void serve(RudePeer& peer, RudeServer& server, Second second) {
        if (!peer.read_request()) return;
        if (peer.body().empty()) {  // the handshake of a subscription
            peer.reply("no", "404 Not Found");
            return;
        }
        const Json request = Json::parse(peer.body());
        const auto method = request["method"].get<std::string>();
        if (method == "tacit_submit" && x_has_cut) return refuse(peer, request["id"], second);
        const auto result = world.node().call(method, request["params"]);
        ASSERT_TRUE(result.ok());
        if (method == "tacit_submit") {
            x_has_cut = true;
            if (second == Second::kClosedPort) server.close_port();
            return;
        }
        peer.reply(json::to_text({{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", *result}}));
    }

    static void refuse(RudePeer& peer, const Json& id, Second second) {
        if (second == Second::kBusy) peer.reply("busy", "503 Service Unavailable");
        if (second == Second::kPendingConflict)
            peer.reply(error_reply(id, 1101, "pending_conflict"));
        if (second == Second::kNullifierSpent) peer.reply(error_reply(id, 1028, "nullifier_spent"));
    }

    /// Pays 12.5 TAC through such a server.
    WalletResult<PaymentOutcome> pay(Second second) {
        RudeServer* itself = nullptr;
        RudeServer server([&](RudePeer& peer, int) { serve(peer, *itself, second); });
        itself = &server;
        auto client = NodeClient::open(server.url());
        Payer payer(issuer->wallet, *client, issuer->prover);
        return payer.pay(payment(*issuer, anna->wallet, "TAC", "12.5", "lunch"));
    }

    void expect_unknown(const WalletResult<PaymentOutcome>& paid) {
        ASSERT_FALSE(paid.ok());
        EXPECT_EQ(paid.error().code, "outcome_unknown");
        EXPECT_EQ(paid.error().effect, ErrorEffect::kOutcomeUnknown);
        EXPECT_TRUE(issuer->wallet.book().find_payment("lunch")->is_open());
    }

    void expect_paid_once() {
        ASSERT_TRUE(issuer->payer.resolve_open().ok());
        EXPECT_EQ(issuer->wallet.book().find_payment("lunch")->state, PaymentState::kFinal);
        anna->sync();
        EXPECT_EQ(anna->balance("TAC"), "12.500000");
        EXPECT_EQ(issuer->balance("TAC"), "987.499000");
    }

    World world;
    std::unique_ptr<testing::Life> issuer;
    std::unique_ptr<testing::Life> anna;

  private:
    bool x_has_cut = false;
};

TEST_F(PayerCutTest, AClosedPortAfterALostAnswerLeavesTheOutcomeUnknown) {
    expect_unknown(pay(Second::kClosedPort));
    expect_paid_once();
}

TEST_F(PayerCutTest, ABusyNodeAfterALostAnswerLeavesTheOutcomeUnknown) {
    expect_unknown(pay(Second::kBusy));
    expect_paid_once();
}

TEST_F(PayerCutTest, AConflictWithItselfAfterALostAnswerLeavesTheOutcomeUnknown) {
    expect_unknown(pay(Second::kPendingConflict));
    expect_paid_once();
}

TEST_F(PayerCutTest, ARefusalOfTheRepetitionIsHeldAgainstTheChain) {
    // The first sending is in a block: the second finds its notes spent, by itself.
    const auto paid = pay(Second::kNullifierSpent);
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    EXPECT_EQ(paid->payment.state, PaymentState::kFinal);
    expect_paid_once();
}

}  // namespace
}  // namespace tacit::wallet::payer_cut_test
