#include "apps/host/processes.hpp"

#include <cerrno>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

#include "base/check.hpp"

namespace tacit::apps {
namespace {

constexpr int kProcessIdBits = 22;
constexpr int kStateField = 3;  // proc(5), /proc/PID/stat, counted from 1
constexpr int kStartField = 22;

std::optional<std::string> read_stat(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    return std::getline(file, line) ? std::optional(line) : std::nullopt;
}

std::optional<std::uint64_t> mark_of(const std::string& line, pid_t process) {
    // The name stands in brackets and may hold anything, brackets too: go on after the last one.
    const std::size_t name_end = line.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    std::istringstream rest(line.substr(name_end + 1));
    std::string field;
    for (int number = kStateField; number <= kStartField; ++number) {
        if (!(rest >> field)) return std::nullopt;
        if (number == kStateField && (field == "Z" || field == "X")) return std::nullopt;
    }
    return (std::stoull(field) << kProcessIdBits) + static_cast<std::uint64_t>(process);
}

}  // namespace

std::optional<std::uint64_t> process_mark(pid_t process) {
    const auto line = read_stat(process);
    return line ? mark_of(*line, process) : std::nullopt;
}

std::uint64_t own_process_mark() {
    const auto mark = process_mark(::getpid());
    TACIT_CHECK(mark.has_value());  // /proc is part of every Linux
    return *mark;
}

bool is_process_running(std::uint64_t mark) {
    const auto process = static_cast<pid_t>(mark & ((1U << kProcessIdBits) - 1));
    if (const auto line = read_stat(process)) return mark_of(*line, process) == mark;
    // Where /proc is mounted with hidepid, it hides what may not be traced, as these programs may
    // not be. Better to wait for another process of that id than to take over from one that runs.
    return process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
}

}  // namespace tacit::apps
