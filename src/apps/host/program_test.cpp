#include "apps/host/program.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace tacit::apps::parse_error_test {
namespace {

std::string complaint(const std::string& command_line) {
    Program program("program", "a program", "");
    std::string home;
    std::string to;
    Command outermost = program.command();
    outermost.add_option("--home", home, "").required();
    Command send = outermost.add_command("send", "", "");
    send.takes_outer_options();
    send.add_option("--to", to, "").required();
    Command contacts = outermost.add_command("contacts", "", "");
    contacts.takes_outer_options();
    contacts.requires_command();
    contacts.add_command("list", "", "").takes_outer_options();

    std::vector<std::string> words{"program"};
    std::istringstream rest(command_line);
    for (std::string word; rest >> word;) words.push_back(word);
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    const Parsed parsed = program.parse(static_cast<int>(argv.size()), argv.data());
    EXPECT_EQ(parsed.kind == Parsed::Kind::kMisused, !parsed.complaint.empty());
    return parsed.complaint;
}

TEST(ParseErrorText, NamesACommandThatDoesNotExist) {
    EXPECT_EQ(complaint("sned --home x"), "There is no command sned.");
    EXPECT_EQ(complaint("sned"), "There is no command sned.");
    EXPECT_EQ(complaint("contacts lits --home x"), "There is no command lits.");
    EXPECT_EQ(complaint("--hmoe --home x"), "There is no option --hmoe.");
}

TEST(ParseErrorText, SaysThatACommandIsMissing) {
    EXPECT_EQ(complaint(""), "A command is missing.");
    EXPECT_EQ(complaint("--home x"), "A command is missing.");
    EXPECT_EQ(complaint("contacts --home x"), "A command is missing.");
}

TEST(ParseErrorText, LeavesOtherMistakesAsTheyAre) {
    EXPECT_EQ(complaint("send --home x"), "--to is required.");
    EXPECT_EQ(complaint("contacts list"), "--home is required.");
    EXPECT_EQ(complaint("send --to a --home x more"),
              "The following argument was not expected: more.");
    EXPECT_EQ(complaint("send --to a --home x"), "");
}

}  // namespace
}  // namespace tacit::apps::parse_error_test
