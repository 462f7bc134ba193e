// The engine on the real store: killed at every step of a block, and on a disk that refuses.
#include <csignal>
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "node/engine/testing/engine_harness.hpp"
#include "node/log.hpp"
#include "node/service/store_chain.hpp"
#include "node/store/failpoint.hpp"
#include "node/store/testing/faulty_disk.hpp"

namespace tacit::node::engine_faults_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::KilledBySignal;

constexpr std::uint64_t kNowMs = 1'800'000'000'000;

/// A node on a folder. Its clock stands still, so that equal histories give equal blocks.
struct DiskNode {
    explicit DiskNode(const fs::path& folder, rocksdb::Env* env = nullptr) {
        auto opened = Store::open(folder, true, env);
        TACIT_CHECK(opened.ok());
        store = std::move(*opened);
        chain = std::make_unique<StoreChain>(*store);
        if (!store->last_height()->has_value())
            TACIT_CHECK(chain->commit(genesis_record(ledger::testing::sample_genesis())).ok());
        EngineOptions options;
        options.on_step = failpoint;
        auto made = EmbeddedEngine::open({*chain, verifier, clock, metrics}, std::move(options));
        TACIT_CHECK(made.ok());
        engine = std::move(*made);
        engine->observe(observer);
        engine->start();
    }
    bool pay(const Bytes& transaction) {
        const auto submission = engine->submit(transaction);
        return submission.ok() && submission->outcome.get().ok();
    }

    tacit::testing::SeededRng rng{5};
    ledger::testing::StubProofVerifier proofs;
    ledger::TransactionVerifier verifier{proofs, rng};
    testing::ManualClock clock{kNowMs};
    MetricsRegistry metrics;
    testing::RecordingObserver observer;
    std::unique_ptr<Store> store;
    std::unique_ptr<StoreChain> chain;
    std::unique_ptr<EmbeddedEngine> engine;
};

/// The same transactions in every process.
std::vector<Bytes> three_transfers() {
    ledger::testing::SampleChain source(42);
    std::vector<Bytes> out;
    for (int i = 0; i < 3; ++i) out.push_back(shielded::encode_transaction(source.transfer()));
    return out;
}

/// Pays one after the other and writes down each that was acknowledged, until it is killed.
void pay_until_killed(const fs::path& folder, const std::string& place) {
    {
        const DiskNode genesis(folder / "db");
    }  // its commit is not one of those counted
    arm_failpoint(place);
    DiskNode node(folder / "db");
    std::ofstream acknowledged(folder / "acknowledged");
    for (const Bytes& transaction : three_transfers()) {
        if (!node.pay(transaction)) std::_Exit(3);
        acknowledged << encode_hex(shielded::derive_witness_id(transaction).bytes()) << std::endl;
    }
    std::_Exit(4);  // the place was never reached
}

class FaultTest : public ::testing::Test {
  protected:
    FaultTest() {
        // A death test runs this again in a new process, which must find the folder of the first.
        const char* inherited = std::getenv("TACIT_FAULT_TEST_DIR");
        x_owner = inherited == nullptr;
        if (x_owner) {
            char name[] = "/tmp/tacit_faults_XXXXXX";
            x_folder = ::mkdtemp(name);
            ::setenv("TACIT_FAULT_TEST_DIR", x_folder.c_str(), 1);
        } else {
            x_folder = inherited;
        }
        configure_log({LogLevel::kOff, LogFormat::kKeyValue, {}});
    }
    ~FaultTest() override {
        configure_log({});
        if (!x_owner) return;
        ::unsetenv("TACIT_FAULT_TEST_DIR");
        fs::remove_all(x_folder);
    }

    static ledger::AppHash pay_all(const fs::path& folder) {
        DiskNode node(folder);
        for (const Bytes& transaction : three_transfers()) EXPECT_TRUE(node.pay(transaction));
        return node.engine->tip()->app_hash;
    }

    fs::path x_folder;
    bool x_owner = false;
};

class KillTest : public FaultTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(KillTest, NothingAcknowledgedIsLostAndNoBlockIsHalf) {
    ::testing::FLAGS_gtest_death_test_style = "threadsafe";
    // The second block: something is on disk before, and something comes after.
    EXPECT_EXIT(pay_until_killed(x_folder, std::string(GetParam()) + ":2"), KilledBySignal(SIGKILL),
                "");
    std::size_t acknowledged = 0;
    {
        std::ifstream in(x_folder / "acknowledged");
        for (std::string line; std::getline(in, line);) ++acknowledged;
    }
    EXPECT_GE(acknowledged, 1U);
    {
        DiskNode node(x_folder / "db");  // recovery refuses a half block
        ledger::testing::SampleChain source(42);
        const auto transactions = three_transfers();
        for (std::size_t i = 0; i < acknowledged; ++i) {
            const auto id = shielded::transaction_id(*shielded::decode_transaction(transactions[i]),
                                                     source.id());
            EXPECT_TRUE(node.chain->find_transaction(id)->has_value()) << i;
        }
        EXPECT_GE(node.engine->tip()->height.value(), acknowledged);
    }
    EXPECT_EQ(pay_all(x_folder / "db"), pay_all(x_folder / "undisturbed"));
}

INSTANTIATE_TEST_SUITE_P(EveryStep, KillTest,
                         ::testing::Values("block.proposed", "block.applied", "commit.before_write",
                                           "commit.after_write", "commit.before_announce"),
                         [](const auto& row) {
                             std::string name = row.param;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

class DiskTest : public FaultTest, public ::testing::WithParamInterface<testing::Fault> {};

TEST_P(DiskTest, StopsTheNodeAndLosesNothing) {
    const auto transactions = three_transfers();
    testing::FaultyDisk disk;
    {
        DiskNode node(x_folder / "db", disk.env());
        ASSERT_TRUE(node.pay(transactions[0]));
        disk.set(GetParam());
        const auto submission = node.engine->submit(transactions[1]);
        ASSERT_TRUE(submission.ok());
        ASSERT_FALSE(submission->outcome.get().ok());
        EXPECT_EQ(submission->outcome.get().error(),
                  SubmitError::of(SubmitErrorCode::kStorageFailed));
        node.engine->stop();
        ASSERT_TRUE(node.engine->failure().has_value());
        EXPECT_THAT(*node.engine->failure(), HasSubstr("the disk"));
        EXPECT_EQ(node.observer.announced().size(), 1U);
        EXPECT_EQ(node.engine->tip()->height.value(), 1U);
        disk.set(testing::Fault::kNone);
    }
    EXPECT_EQ(pay_all(x_folder / "db"), pay_all(x_folder / "undisturbed"));
}

INSTANTIATE_TEST_SUITE_P(EveryFault, DiskTest,
                         ::testing::Values(testing::Fault::kDiskFull, testing::Fault::kSyncFails),
                         [](const auto& row) {
                             return row.param == testing::Fault::kDiskFull ? "disk_full"
                                                                           : "sync_fails";
                         });

TEST_F(FaultTest, StoreErrorsAreSentences) {
    for (const StoreErrorCode code :
         {StoreErrorCode::kLocked, StoreErrorCode::kMissing, StoreErrorCode::kFull,
          StoreErrorCode::kIo, StoreErrorCode::kCorrupt, StoreErrorCode::kOutOfOrder})
        EXPECT_GT(describe(StoreError{code, "why"}).size(), 20U);
    EXPECT_THAT(describe(StoreError{StoreErrorCode::kCorrupt, "why"}), HasSubstr("why"));
}

}  // namespace
}  // namespace tacit::node::engine_faults_test
