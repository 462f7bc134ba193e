#include "node/store/tip_record.hpp"

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace tacit::node::tip_record_test {
namespace {

namespace fs = std::filesystem;

NotedTip sample_tip(std::uint64_t height) {
    return {shielded::Height(height), ledger::AppHash(ByteArray<32>{7, 8, 9})};
}

class TipRecordTest : public ::testing::Test {
  protected:
    void SetUp() override {
        char name[] = "/tmp/tacit_tip_XXXXXX";
        x_dir = ::mkdtemp(name);
        x_file = x_dir / "tip";
    }
    void TearDown() override { fs::remove_all(x_dir); }

    void write(const Bytes& bytes) const {
        std::ofstream out(x_file, std::ios::binary);
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
    }
    StoreErrorCode refusal() const {
        const auto read = read_noted_tip(x_file);
        return read.ok() ? StoreErrorCode::kOutOfOrder : read.error().code;
    }

    fs::path x_dir, x_file;
};

TEST_F(TipRecordTest, KeepsTheLastNotedBlock) {
    write(encode_noted_tip(sample_tip(3)));
    {
        const auto record = TipRecord::open(x_file);
        ASSERT_TRUE(record.ok());
        EXPECT_EQ(read_noted_tip(x_file).value(), sample_tip(3));
        ASSERT_TRUE((*record)->note(sample_tip(4)).ok());
        ASSERT_TRUE((*record)->note(sample_tip(1'000'000'000'000)).ok());
        ASSERT_TRUE((*record)->sync().ok());
    }
    EXPECT_EQ(read_noted_tip(x_file).value(), sample_tip(1'000'000'000'000));
    EXPECT_EQ(fs::file_size(x_file), encode_noted_tip(sample_tip(0)).size());
}

TEST_F(TipRecordTest, IsNothingWhereThereIsNoFile) {
    const auto read = read_noted_tip(x_file);
    ASSERT_TRUE(read.ok());
    EXPECT_FALSE(read->has_value());
    EXPECT_FALSE(TipRecord::open(x_file).ok())
        << "it is never made in place, where it could be cut";
}

TEST_F(TipRecordTest, NoticesEveryChangedBit) {
    const Bytes whole = encode_noted_tip(sample_tip(3));
    for (std::size_t i = 0; i < whole.size() * 8; ++i) {
        Bytes changed = whole;
        changed[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
        write(changed);
        EXPECT_EQ(refusal(), StoreErrorCode::kCorrupt) << "bit " << i;
    }
}

TEST_F(TipRecordTest, NoticesAnotherLength) {
    const Bytes whole = encode_noted_tip(sample_tip(3));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        write(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        EXPECT_EQ(refusal(), StoreErrorCode::kCorrupt) << "length " << size;
    }
    Bytes longer = whole;
    longer.push_back(0);
    write(longer);
    EXPECT_EQ(refusal(), StoreErrorCode::kCorrupt);
}

TEST_F(TipRecordTest, SaysWhenTheFileCannotBeRead) {
    fs::create_directory(x_file);
    EXPECT_EQ(refusal(), StoreErrorCode::kIo);
}

}  // namespace
}  // namespace tacit::node::tip_record_test
