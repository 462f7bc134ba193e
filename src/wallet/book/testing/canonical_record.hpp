// What every record of a wallet must hold to. For tests.
#pragma once

#include <gtest/gtest.h>

#include "base/codec.hpp"

namespace tacit::wallet::testing {

/// One text a value: it comes back, and no shorter or longer text is taken.
template <class Record>
void expect_canonical(const Record& record) {
    const Bytes bytes = record.encode();
    const auto decoded = Record::decode(bytes);
    ASSERT_TRUE(decoded.ok()) << describe(decoded.error());
    EXPECT_EQ(decoded->encode(), bytes);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(Record::decode(ByteSpan(bytes).first(size)).ok()) << size;
    Bytes longer = bytes;
    longer.push_back(0);
    EXPECT_FALSE(Record::decode(longer).ok());
}

}  // namespace tacit::wallet::testing
