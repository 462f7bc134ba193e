#include "ledger/state_value.hpp"

#include <gtest/gtest.h>

#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::state_value_test {
namespace {

using testing::SampleChain;

struct Samples {
    SampleChain chain;
    Block block = chain.block_of({chain.transfer(), chain.issue(1, Amount(5)), chain.transfer()});
    Bytes encoded = encode_block(block);
    ScanBlock scan = chain.commit(block).scan;
};

template <class Record>
void expect_canonical(const Record& record) {
    const Bytes encoded = record.encode();
    EXPECT_EQ(*Record::decode(encoded), record);
    for (std::size_t size = 0; size < encoded.size(); ++size)
        EXPECT_FALSE(Record::decode(ByteSpan(encoded).first(size)).ok()) << size;
    Bytes longer = encoded;
    longer.push_back(0);
    EXPECT_FALSE(Record::decode(longer).ok());
}

TEST(StateRecords, AreCanonical) {
    Samples s;
    expect_canonical(*load_parameters(s.chain.state()));
    expect_canonical(s.chain.head());
    expect_canonical(**find_asset(s.chain.state(), s.chain.tac()));
    expect_canonical(**find_asset(s.chain.state(), s.chain.eurx()));
    expect_canonical(FeeRecord{Amount(7)});
    expect_canonical(SupplyRecord{Amount(9), Amount(8), Amount(1)});
    expect_canonical(AnchorRecord{1, shielded::Height(2), UnixMillis(3)});
    expect_canonical(*load_commitment(s.chain.state()));

    const Bytes history = encode_history(*load_history(s.chain.state()));
    EXPECT_EQ(*decode_history(history), *load_history(s.chain.state()));
    for (std::size_t size = 0; size < history.size(); ++size)
        EXPECT_FALSE(decode_history(ByteSpan(history).first(size)).ok()) << size;
    Bytes longer = history;
    longer.push_back(0);
    EXPECT_FALSE(decode_history(longer).ok());
}

TEST(StateRecords, RefuseASecondSpellingOfAbsent) {
    Samples s;
    const AssetRecord record = **find_asset(s.chain.state(), s.chain.tac());
    Bytes encoded = record.encode();
    encoded[4 + 3 + 1] = 2;  // symbol "TAC" with its length, decimals, then the ISO code's flag
    EXPECT_EQ(AssetRecord::decode(encoded).error().code, DecodeErrorCode::kNonCanonical);
}

}  // namespace
}  // namespace tacit::ledger::state_value_test
