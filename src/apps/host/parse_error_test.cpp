#include "apps/host/parse_error.hpp"

#include <gtest/gtest.h>

namespace tacit::apps::parse_error_test {
namespace {

std::string complaint(const std::string& command_line) {
    CLI::App app("a program", "program");
    std::string home;
    std::string to;
    app.fallthrough();
    app.require_subcommand(1);
    app.add_option("--home", home)->required();
    app.add_subcommand("send")->add_option("--to", to)->required();
    auto* contacts = app.add_subcommand("contacts");
    contacts->require_subcommand(1);
    contacts->add_subcommand("list");
    try {
        app.parse(command_line);
    } catch (const CLI::ParseError& error) {
        return describe_parse_error(app, error);
    }
    return "";
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
