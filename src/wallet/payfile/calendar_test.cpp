#include "wallet/payfile/calendar.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::calendar_test {
namespace {

// Known answers of `date -u -d TEXT +%s%3N` (GNU coreutils).
constexpr UnixMillis kLeapDay{1'709'209'845'006};  // 2024-02-29T12:30:45.006Z

TEST(Calendar, WritesInstantsAndDates) {
    EXPECT_EQ(format_date_time(UnixMillis(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(format_date_time(kLeapDay), "2024-02-29T12:30:45.006Z");
    EXPECT_EQ(format_date(kLeapDay), "2024-02-29");
    EXPECT_EQ(format_date_time(UnixMillis(UINT64_MAX)), "9999-12-31T23:59:59.999Z");
}

TEST(Calendar, ReadsInstants) {
    EXPECT_EQ(parse_date_time("2024-02-29T12:30:45.006Z"), kLeapDay);
    EXPECT_EQ(parse_date_time("2024-02-29T12:30:45.0069"), kLeapDay);
    EXPECT_EQ(parse_date_time("2024-02-29T14:30:45.006+02:00"), kLeapDay);
    EXPECT_EQ(parse_date_time("2024-02-29T07:00:45.006-05:30"), kLeapDay);
    EXPECT_EQ(parse_date_time("2024-02-28T24:00:00"), parse_date("2024-02-29"));
}

TEST(Calendar, ReadsDates) {
    EXPECT_EQ(parse_date("2024-02-29"), UnixMillis(1'709'164'800'000));
    EXPECT_EQ(parse_date("2024-02-29Z"), UnixMillis(1'709'164'800'000));
    EXPECT_EQ(parse_date("2024-02-29+01:00"), UnixMillis(1'709'161'200'000));
    EXPECT_EQ(parse_date("1970-01-01+14:00"), UnixMillis(0));
}

TEST(Calendar, RefusesWhatIsNotADate) {
    for (const char* text : {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01",
                             "-2024-01-01", "1969-12-31", "12024-01-01", "2024-01-01T00:00:00",
                             "2024-01-01+15:00", "2024-01-01+14:01", "2024-01-01 "})
        EXPECT_FALSE(parse_date(text)) << text;
    for (const char* text : {"2024-01-01", "2024-01-01T25:00:00", "2024-01-01T24:00:01",
                             "2024-01-01T24:00:00.1", "2024-01-01T12:60:00", "2024-01-01T12:00",
                             "2024-01-01T12:00:00.", "2024-01-01T12:00:00X"})
        EXPECT_FALSE(parse_date_time(text)) << text;
}

}  // namespace
}  // namespace tacit::wallet::calendar_test
