#include "ledger/receipt.hpp"

#include <gtest/gtest.h>

namespace tacit::ledger::receipt_test {
namespace {

std::vector<shielded::TxId> some_ids(std::size_t count) {
    std::vector<shielded::TxId> ids;
    for (std::size_t i = 0; i < count; ++i) {
        ByteArray<32> bytes{};
        bytes[0] = static_cast<std::uint8_t>(i);
        bytes[1] = static_cast<std::uint8_t>(i >> 8);
        ids.emplace_back(bytes);
    }
    return ids;
}

AppHashParts some_parts(std::span<const shielded::TxId> ids) {
    return {shielded::Height(7),
            UnixMillis(1'700'000'000'000),
            tx_root(ids),
            ScanDigest(ByteArray<32>{7}),
            {{20, 64, zk::Fr(5)}, {20, 3, zk::Fr(6)}},
            HistoryRoot(ByteArray<32>{8}),
            LtDigest(ByteArray<32>{9})};
}

TEST(Receipt, VerifiesAgainstItsAppHashOnly) {
    const auto ids = some_ids(9);
    const AppHashParts parts = some_parts(ids);
    const AppHash app_hash = compute_app_hash(parts);
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        const Receipt receipt = make_receipt(ids, i, parts);
        EXPECT_TRUE(verify_receipt(receipt, ids[i], app_hash));
        EXPECT_FALSE(verify_receipt(receipt, ids[(i + 1) % ids.size()], app_hash));
        EXPECT_FALSE(verify_receipt(receipt, ids[i], AppHash()));
    }
}

TEST(Receipt, EveryChangedByteIsRefused) {
    const auto ids = some_ids(5);
    const AppHashParts parts = some_parts(ids);
    const AppHash app_hash = compute_app_hash(parts);
    const Bytes encoded = encode_receipt(make_receipt(ids, 4, parts));
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        Bytes tampered = encoded;
        tampered[i] ^= 1;
        const auto receipt = decode_receipt(tampered);
        EXPECT_FALSE(receipt.ok() && verify_receipt(*receipt, ids[4], app_hash)) << i;
    }
}

TEST(Receipt, EncodingIsCanonicalAndBounded) {
    const auto ids = some_ids(6);
    const Receipt receipt = make_receipt(ids, 2, some_parts(ids));
    Bytes encoded = encode_receipt(receipt);
    EXPECT_EQ(*decode_receipt(encoded), receipt);
    for (std::size_t size = 0; size < encoded.size(); ++size)
        EXPECT_FALSE(decode_receipt(ByteSpan(encoded).first(size)).ok());
    encoded.push_back(0);
    EXPECT_EQ(decode_receipt(encoded).error().code, DecodeErrorCode::kTrailingBytes);
}

}  // namespace
}  // namespace tacit::ledger::receipt_test
