#include "node/engine/embedded_engine.hpp"

#include <latch>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/apply_block.hpp"
#include "node/engine/testing/engine_harness.hpp"
#include "node/log.hpp"

namespace tacit::node::embedded_engine_test {
namespace {

using ledger::Reject;
using shielded::Height;
using shielded::Transfer;
using shielded::TxId;
using ::testing::ElementsAreArray;
using testing::EngineHarness;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Holds the engine at one step until it is released.
class Gate {
  public:
    std::function<void(std::string_view)> at(std::string step) {
        return [this, step = std::move(step)](std::string_view name) {
            if (name != step) return;
            x_reached.count_down();
            x_open.wait();
        };
    }
    void wait_until_reached() { x_reached.wait(); }
    void open() { x_open.count_down(); }

  private:
    std::latch x_reached{1};
    std::latch x_open{1};
};

class EngineTest : public ::testing::Test {
  protected:
    EngineTest() { configure_log({LogLevel::kOff, LogFormat::kKeyValue, {}}); }
    ~EngineTest() override { configure_log({}); }

    Submission accept(ByteSpan transaction) {
        auto submission = x_node.engine->submit(transaction);
        EXPECT_TRUE(submission.ok());
        return *submission;
    }
    SubmitError refusal(ByteSpan transaction) {
        const auto submission = x_node.engine->submit(transaction);
        EXPECT_FALSE(submission.ok());
        return submission.ok() ? SubmitError::of(SubmitErrorCode::kStopping) : submission.error();
    }
    Bytes sealed(const Transfer& draft) {
        return shielded::encode_transaction(x_node.source.seal(draft));
    }
    /// All stored blocks, applied to a fresh state by the ledger.
    ledger::AppHash replayed_app_hash() {
        ledger::testing::SampleChain fresh;
        for (std::size_t h = 1; h < x_node.chain.blocks().size(); ++h)
            fresh.commit(*ledger::decode_block(x_node.chain.blocks()[h].block));
        return fresh.app_hash();
    }

    EngineHarness x_node;
};

TEST_F(EngineTest, OneTransactionMakesABlock) {
    auto& engine = x_node.start();
    const Submission submission = accept(x_node.transfer());
    const Outcome& outcome = submission.outcome.get();
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(outcome->height, Height(1));
    EXPECT_EQ(outcome->index, 0U);
    EXPECT_EQ(submission.accepted_at, UnixMillis(1'800'000'000'000));
    EXPECT_EQ(engine.tip()->height, Height(1));
    EXPECT_EQ(engine.tip()->time, UnixMillis(1'800'000'000'000));
    EXPECT_EQ(*x_node.chain.find_transaction(submission.id), (ChainPlace{Height(1), 0}));
    engine.stop();
    EXPECT_THAT(x_node.observer.announced(), ElementsAreArray({submission.id}));
    EXPECT_EQ(engine.tip()->app_hash, replayed_app_hash());
    EXPECT_EQ(engine.tip()->supply[0].record.burnt, Amount(ledger::testing::kSampleTacRate));
}

TEST_F(EngineTest, NothingIsToldBeforeItIsDurable) {
    Gate gate;
    EngineOptions options;
    options.on_step = gate.at("block.applied");
    auto& engine = x_node.start(std::move(options));
    const Submission submission = accept(x_node.transfer());
    gate.wait_until_reached();
    EXPECT_NE(submission.outcome.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    EXPECT_EQ(engine.tip()->height, Height(0));
    EXPECT_EQ(x_node.observer.blocks(), 0U);
    EXPECT_TRUE(engine.is_pending(submission.id));
    gate.open();
    EXPECT_TRUE(submission.outcome.get().ok());
    EXPECT_FALSE(engine.is_pending(submission.id));
}

TEST_F(EngineTest, RepeatingIsSafe) {
    auto& engine = x_node.open();
    const Bytes transaction = x_node.transfer();
    const Submission first = accept(transaction);
    const Submission again = accept(transaction);  // waits
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(engine.mempool().count, 1U);
    engine.start();
    ASSERT_TRUE(first.outcome.get().ok());
    EXPECT_TRUE(again.outcome.get().ok());
    const Submission later = accept(transaction);  // final
    ASSERT_EQ(later.outcome.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    EXPECT_EQ(later.outcome.get()->height, Height(1));
    engine.stop();
    EXPECT_EQ(x_node.observer.announced().size(), 1U);
}

TEST_F(EngineTest, AStrippedProofDoesNotBlockTheHonestPayment) {
    x_node.start();
    const Transfer honest = x_node.source.transfer();
    Transfer stripped = honest;
    stripped.proof = shielded::ProofBytes();
    EXPECT_EQ(refusal(shielded::encode_transaction(stripped)), SubmitError::of(Reject::kBadProof));
    const std::size_t verified = x_node.stub.verified_count();
    EXPECT_EQ(refusal(shielded::encode_transaction(stripped)), SubmitError::of(Reject::kBadProof));
    EXPECT_EQ(x_node.stub.verified_count(), verified);  // remembered by its witness id
    EXPECT_TRUE(accept(shielded::encode_transaction(honest)).outcome.get().ok());
}

TEST_F(EngineTest, RefusesBeforeItVerifies) {
    x_node.start();
    const std::size_t verified = x_node.stub.verified_count();
    EXPECT_EQ(refusal(Bytes(4000, 1)), SubmitError::of(Reject::kMalformed));
    EXPECT_EQ(refusal({}), SubmitError::of(Reject::kMalformed));
    Transfer draft = x_node.source.draft_transfer();
    draft.fee = Amount(1);
    EXPECT_EQ(refusal(sealed(draft)), SubmitError::of(Reject::kFeeTooLow));
    draft = x_node.source.draft_transfer();
    draft.nullifiers[1] = draft.nullifiers[0];
    EXPECT_EQ(refusal(sealed(draft)), SubmitError::of(Reject::kDuplicateNullifier));
    EXPECT_EQ(x_node.stub.verified_count(), verified);
}

TEST_F(EngineTest, DoubleSpendsInThePoolAndAcrossBlocks) {
    auto& engine = x_node.open();
    const Transfer first = x_node.source.transfer();
    Transfer draft = x_node.source.draft_transfer();
    draft.nullifiers[2] = first.nullifiers[0];
    const Bytes second = sealed(draft);
    const Submission accepted = accept(shielded::encode_transaction(first));
    EXPECT_EQ(refusal(second), SubmitError::of(SubmitErrorCode::kPendingConflict));
    engine.start();
    ASSERT_TRUE(accepted.outcome.get().ok());
    EXPECT_EQ(refusal(second), SubmitError::of(Reject::kNullifierSpent));
}

TEST_F(EngineTest, IssuesGoThroughTheSameDoor) {
    auto& engine = x_node.start();
    const auto issue = x_node.source.issue(1, Amount(12'345));
    const Bytes bytes = shielded::encode_transaction(issue);
    EXPECT_TRUE(accept(bytes).outcome.get().ok());
    EXPECT_TRUE(accept(bytes).outcome.get().ok());          // known by its id, not issued twice
    const auto replay = x_node.source.issue(1, Amount(7));  // the same number again
    EXPECT_EQ(refusal(shielded::encode_transaction(replay)),
              SubmitError::of(Reject::kWrongSequence));
    EXPECT_EQ(engine.tip()->supply[1].record.minted, Amount(12'345));
}

TEST_F(EngineTest, RefusesMoreThanThePoolHolds) {
    EngineOptions options;
    options.mempool.count_max = 2;
    auto& engine = x_node.open(std::move(options));
    accept(x_node.transfer());
    accept(x_node.transfer());
    EXPECT_EQ(refusal(x_node.transfer()), SubmitError::of(SubmitErrorCode::kMempoolFull));
    EXPECT_EQ(engine.mempool().count, 2U);
}

TEST_F(EngineTest, OrdersByArrivalAcrossBlocks) {
    EngineOptions options;
    options.block_transactions_max = 3;
    auto& engine = x_node.open(std::move(options));
    std::vector<TxId> ids;
    for (int i = 0; i < 8; ++i) ids.push_back(accept(x_node.transfer()).id);
    EXPECT_EQ(engine.pending(100), ids);
    engine.start();
    engine.stop();
    EXPECT_THAT(x_node.observer.announced(), ElementsAreArray(ids));
    EXPECT_EQ(x_node.observer.blocks(), 3U);
    EXPECT_EQ(engine.tip()->app_hash, replayed_app_hash());
}

// Counts how many proofs come at once, and holds the first lot back.
class GatedProofs final : public ledger::TransferProofVerifier {
  public:
    std::vector<bool> verify(std::span<const ledger::TransferProof> proofs) const override {
        x_batches.push_back(proofs.size());
        if (x_batches.size() == 1) {
            x_first.count_down();
            x_open.wait();
        }
        return x_stub.verify(proofs);
    }
    void wait_for_first() const { x_first.wait(); }
    void open() const { x_open.count_down(); }
    std::vector<std::size_t> batches() const { return x_batches; }

  private:
    ledger::testing::StubProofVerifier x_stub;
    mutable std::vector<std::size_t> x_batches;
    mutable std::latch x_first{1};
    mutable std::latch x_open{1};
};

TEST_F(EngineTest, VerifiesTogetherWhateverWaits) {
    const GatedProofs proofs;
    x_node.verify_with(proofs);
    auto& engine = x_node.start();
    constexpr int kMore = 7;
    std::vector<Bytes> transactions;
    for (int i = 0; i <= kMore; ++i) transactions.push_back(x_node.transfer());
    // One of them does not hold: the others must not suffer.
    Transfer bad = x_node.source.transfer();
    bad.proof = shielded::ProofBytes();
    transactions[3] = shielded::encode_transaction(bad);

    std::atomic<int> accepted = 0;
    std::vector<std::thread> threads;
    const auto submit = [&](std::size_t i) {
        const auto submission = engine.submit(transactions[i]);
        if (submission.ok() && submission->outcome.get().ok()) ++accepted;
    };
    threads.emplace_back(submit, 0U);
    proofs.wait_for_first();
    for (std::size_t i = 1; i < transactions.size(); ++i) threads.emplace_back(submit, i);
    // All of them have to be in the queue; only its own state could tell, so give them time.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    proofs.open();
    for (auto& thread : threads) thread.join();
    engine.stop();
    EXPECT_EQ(accepted, kMore);
    EXPECT_EQ(proofs.batches().front(), 1U);
    EXPECT_LT(proofs.batches().size(), transactions.size());
}

TEST_F(EngineTest, ManyThreadsWithConflicts) {
    auto& engine = x_node.start();
    constexpr std::size_t kThreads = 6;
    constexpr std::size_t kEach = 8;
    // Every second transaction of a thread spends a note that its neighbour's spends, too.
    std::vector<std::vector<Bytes>> work(kThreads);
    for (std::size_t i = 0; i < kEach; ++i) {
        const auto contested = x_node.source.draft_transfer().nullifiers[0];
        for (auto& mine : work) {
            Transfer draft = x_node.source.draft_transfer();
            if (i % 2 == 1) draft.nullifiers[1] = contested;
            mine.push_back(sealed(draft));
        }
    }
    std::mutex mutex;
    std::vector<TxId> final_ids;
    std::vector<SubmitError> errors;
    std::vector<std::thread> threads;
    for (const auto& mine : work)
        threads.emplace_back([&] {
            for (const Bytes& transaction : mine) {
                const auto submission = engine.submit(transaction);
                const std::lock_guard lock(mutex);
                if (!submission.ok()) {
                    errors.push_back(submission.error());
                    continue;
                }
                const Outcome& outcome = submission->outcome.get();
                if (outcome.ok())
                    final_ids.push_back(submission->id);
                else
                    errors.push_back(outcome.error());
            }
        });
    for (auto& thread : threads) thread.join();
    engine.stop();

    // Of each contested note exactly one spend is final.
    EXPECT_EQ(final_ids.size(), kThreads * kEach / 2 + kEach / 2);
    EXPECT_EQ(errors.size(), (kThreads - 1) * kEach / 2);
    for (const SubmitError& error : errors)
        EXPECT_TRUE(error == SubmitError::of(SubmitErrorCode::kPendingConflict) ||
                    error == SubmitError::of(Reject::kNullifierSpent));
    auto announced = x_node.observer.announced();
    std::ranges::sort(announced);
    std::ranges::sort(final_ids);
    EXPECT_EQ(announced, final_ids);
    EXPECT_EQ(engine.tip()->app_hash, replayed_app_hash());
}

TEST_F(EngineTest, ClockJumpsAreHarmless) {
    auto& engine = x_node.start();
    std::uint64_t last_ms = engine.tip()->time.value();
    for (const std::uint64_t now_ms :
         {std::uint64_t{1'800'000'000'000}, std::uint64_t{0}, std::uint64_t{1'700'000'000'000},
          std::uint64_t{1'800'003'600'000}, std::uint64_t{1'800'000'000'000}, ~std::uint64_t{0},
          ledger::kBlockTimeMaxMillis}) {
        x_node.clock.set(now_ms);
        ASSERT_TRUE(accept(x_node.transfer()).outcome.get().ok()) << now_ms;
        const std::uint64_t time_ms = engine.tip()->time.value();
        EXPECT_GT(time_ms, last_ms) << now_ms;
        EXPECT_LE(time_ms, 1'800'003'600'003U) << now_ms;  // what cannot be a time is not believed
        last_ms = time_ms;
    }
}

TEST_F(EngineTest, DropsWhatExpiresWhileItWaits) {
    EngineOptions options;
    options.block_transactions_max = 1;
    auto& engine = x_node.open(std::move(options));
    const Submission first = accept(x_node.transfer());
    Transfer draft = x_node.source.draft_transfer();
    draft.expiry = Height(1);
    const Submission second = accept(sealed(draft));
    engine.start();
    EXPECT_TRUE(first.outcome.get().ok());
    ASSERT_FALSE(second.outcome.get().ok());
    EXPECT_EQ(second.outcome.get().error(), SubmitError::of(Reject::kExpired));
    engine.stop();
    EXPECT_EQ(x_node.observer.dropped().at(second.id), Reject::kExpired);
    EXPECT_EQ(engine.mempool().count, 0U);
}

TEST_F(EngineTest, StoppingMakesFinalWhatWasAccepted) {
    auto& engine = x_node.open();
    std::vector<Submission> accepted;
    for (int i = 0; i < 5; ++i) accepted.push_back(accept(x_node.transfer()));
    engine.start();
    engine.stop();
    for (const auto& one : accepted) EXPECT_TRUE(one.outcome.get().ok());
    EXPECT_EQ(refusal(x_node.transfer()), SubmitError::of(SubmitErrorCode::kStopping));
    engine.stop();
}

TEST_F(EngineTest, StoppingUnderLoadLosesNothing) {
    auto& engine = x_node.start();
    std::vector<std::vector<Bytes>> work(4);
    for (auto& mine : work)
        for (int i = 0; i < 12; ++i) mine.push_back(x_node.transfer());
    std::mutex mutex;
    std::vector<TxId> final_ids;
    std::size_t stopped = 0;
    std::vector<std::thread> threads;
    for (const auto& mine : work)
        threads.emplace_back([&] {
            for (const Bytes& transaction : mine) {
                const auto submission = engine.submit(transaction);
                const std::lock_guard lock(mutex);
                if (submission.ok()) {
                    ASSERT_TRUE(submission->outcome.get().ok());
                    final_ids.push_back(submission->id);
                } else {
                    EXPECT_EQ(submission.error(), SubmitError::of(SubmitErrorCode::kStopping));
                    ++stopped;
                }
            }
        });
    while (x_node.observer.blocks() < 3) std::this_thread::yield();
    engine.stop();
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(final_ids.size() + stopped, 48U);
    for (const TxId& id : final_ids) EXPECT_TRUE(x_node.chain.find_transaction(id)->has_value());
    EXPECT_EQ(x_node.observer.announced().size(), final_ids.size());
}

TEST_F(EngineTest, AnEngineThatNeverStartedAbandonsWhatItAccepted) {
    auto& engine = x_node.open();
    const Submission submission = accept(x_node.transfer());
    engine.stop();
    ASSERT_FALSE(submission.outcome.get().ok());
    EXPECT_EQ(submission.outcome.get().error(), SubmitError::of(SubmitErrorCode::kStopping));
}

TEST_F(EngineTest, AFailingDiskStopsItAndNothingIsAnnounced) {
    auto& engine = x_node.open();
    const Submission first = accept(x_node.transfer());
    const Submission second = accept(x_node.transfer());
    x_node.chain.break_disk();
    engine.start();
    for (const auto* one : {&first, &second}) {
        ASSERT_FALSE(one->outcome.get().ok());
        EXPECT_EQ(one->outcome.get().error(), SubmitError::of(SubmitErrorCode::kStorageFailed));
    }
    EXPECT_EQ(refusal(x_node.transfer()), SubmitError::of(SubmitErrorCode::kStorageFailed));
    engine.stop();
    ASSERT_TRUE(engine.failure().has_value());
    EXPECT_THAT(*engine.failure(), HasSubstr("disk is full"));
    EXPECT_THAT(x_node.observer.failure(), HasSubstr("disk is full"));
    EXPECT_THAT(x_node.observer.announced(), IsEmpty());
    EXPECT_EQ(engine.tip()->height, Height(0));
}

TEST_F(EngineTest, GoesOnWhereItStopped) {
    const Bytes transaction = x_node.transfer();
    x_node.start();
    ASSERT_TRUE(accept(transaction).outcome.get().ok());
    const auto before = x_node.engine->tip();
    x_node.start();
    const auto after = x_node.engine->tip();
    EXPECT_EQ(after->height, before->height);
    EXPECT_EQ(after->app_hash, before->app_hash);
    EXPECT_EQ(after->tree, before->tree);
    EXPECT_EQ(accept(transaction).outcome.get()->height, Height(1));
    EXPECT_EQ(accept(x_node.transfer()).outcome.get()->height, Height(2));
}

TEST_F(EngineTest, RefusesAStoreThatDisagreesWithItself) {
    x_node.start();
    ASSERT_TRUE(accept(x_node.transfer()).outcome.get().ok());
    x_node.engine->stop();
    auto& blocks = x_node.chain.blocks();
    const auto good = blocks;
    const auto reason = [&] {
        const auto tip = recover_tip(x_node.chain);
        return tip.ok() ? std::string("recovered") : tip.error();
    };
    EXPECT_EQ(reason(), "recovered");
    blocks.pop_back();
    EXPECT_THAT(reason(), HasSubstr("end at different heights"));
    blocks = good;
    blocks[1].block.pop_back();
    EXPECT_THAT(reason(), HasSubstr("last block does not decode"));
    blocks = good;
    blocks[1].block[9] ^= 1;  // its time
    EXPECT_THAT(reason(), HasSubstr("last block and its state disagree"));
    blocks = good;
    blocks[1].scan_block = blocks[0].scan_block;
    EXPECT_THAT(reason(), HasSubstr("scan block and its state disagree"));
    blocks = good;
    blocks[0].block = ledger::encode_genesis(ledger::testing::sample_genesis("another"));
    EXPECT_THAT(reason(), HasSubstr("belongs to another genesis"));
    blocks.clear();
    EXPECT_THAT(reason(), HasSubstr("holds no chain"));
}

TEST_F(EngineTest, CountsWhatItDoes) {
    x_node.start();
    ASSERT_TRUE(accept(x_node.transfer()).outcome.get().ok());
    refusal({});
    x_node.engine->stop();
    const std::string text = x_node.metrics->text();
    for (const char* line : {"tacit_transactions_accepted_total 1", "tacit_chain_height 1",
                             "tacit_transactions_refused_total{reason=\"malformed\"} 1",
                             "tacit_mempool_transactions 0", "tacit_block_commit_seconds_count 1",
                             "tacit_verification_seconds_count 1"})
        EXPECT_THAT(text, HasSubstr(line));
}

}  // namespace
}  // namespace tacit::node::embedded_engine_test
