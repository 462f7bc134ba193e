#include "wallet/pay/batch_summary.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::batch_summary_test {
namespace {

constexpr UnixMillis kFriday{1'764'325'800'123};  // 2025-11-28T10:30:00.123Z
constexpr UnixMillis kSunday{kFriday.value() + 172'800'000};

LineOutcome paid(bool is_earlier, UnixMillis at) {
    LineOutcome out;
    out.status = LineStatus::kSettled;
    out.settled_at = at;
    out.is_earlier = is_earlier;
    return out;
}

std::string told(const std::vector<LineOutcome>& outcomes) {
    return describe(summarize(outcomes));
}

TEST(BatchSummary, TellsThisRunFromEarlierOnes) {
    EXPECT_EQ(told({paid(false, kFriday), paid(false, kSunday)}), "2 paid now");
    EXPECT_EQ(told({paid(true, kFriday)}), "0 paid now, 1 was paid on 2025-11-28");
    EXPECT_EQ(told({paid(true, kFriday), paid(true, kFriday)}),
              "0 paid now, 2 were paid on 2025-11-28");
    EXPECT_EQ(told({paid(false, kSunday), paid(true, kSunday), paid(true, kFriday), {}}),
              "1 paid now, 2 were paid between 2025-11-28 and 2025-11-30, 1 is not paid");
    EXPECT_EQ(told({{}, {}}), "0 paid now, 2 are not paid");
    const std::vector<LineOutcome> tried = {paid(true, kFriday), {}};
    EXPECT_EQ(describe_dry_run(summarize(tried)),
              "A dry run found nothing wrong: 1 would be paid, 1 was paid on 2025-11-28");
}

TEST(BatchSummary, OnlyAFileThatWasPaidWholeIsToldHowToPayItAgain) {
    const auto hint = [](const std::vector<LineOutcome>& outcomes, PayFileFormat format) {
        return repeat_hint(summarize(outcomes), format);
    };
    EXPECT_EQ(hint({paid(true, kFriday)}, PayFileFormat::kCsv), "change the id to pay again");
    EXPECT_EQ(hint({paid(true, kFriday)}, PayFileFormat::kPain001V09),
              "change the MsgId to pay again");
    EXPECT_EQ(hint({paid(true, kFriday), {}}, PayFileFormat::kCsv), "");
    EXPECT_EQ(hint({paid(true, kFriday), paid(false, kFriday)}, PayFileFormat::kCsv), "");
    EXPECT_EQ(hint({paid(false, kFriday)}, PayFileFormat::kCsv), "");
}

}  // namespace
}  // namespace tacit::wallet::batch_summary_test
