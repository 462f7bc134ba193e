// How a command of tacitd ends when it does not do what was asked.
#pragma once

#include <string>

#include "apps/host/exit_status.hpp"
#include "base/result.hpp"

namespace tacit::apps {

struct CommandError {
    int status = kRefused;
    std::string code;     // snake_case, for programs
    std::string message;  // one plain sentence
    std::string hint;     // what to do
};

template <class T>
using CommandResult = Result<T, CommandError>;

inline CommandError refused(std::string code, std::string message, std::string hint) {
    return {kRefused, std::move(code), std::move(message), std::move(hint)};
}

inline CommandError misused(std::string code, std::string message, std::string hint) {
    return {kMisused, std::move(code), std::move(message), std::move(hint)};
}

}  // namespace tacit::apps
