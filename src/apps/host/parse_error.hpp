// What is wrong with a command line, in its writer's words.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace tacit::apps {

/// One sentence. A command that does not exist is named as such, whatever else is missing too.
/// Precondition: `app` has just thrown `error` from parse(); it is no call for help.
std::string describe_parse_error(const CLI::App& app, const CLI::ParseError& error);

}  // namespace tacit::apps
