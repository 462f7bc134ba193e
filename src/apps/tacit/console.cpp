#include "apps/tacit/console.hpp"

#include <chrono>
#include <cstdio>

#include "apps/host/standard_streams.hpp"
#include "base/printable.hpp"

namespace tacit::apps {
namespace {

constexpr std::uint64_t kProgressEvery_ms = 100;

std::uint64_t steady_ms() {
    using namespace std::chrono;
    return static_cast<std::uint64_t>(
        duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
}

}  // namespace

int exit_status(wallet::ErrorEffect effect) {
    switch (effect) {
        case wallet::ErrorEffect::kNothingMoved:
            return kRefused;
        case wallet::ErrorEffect::kMisuse:
            return kMisused;
        case wallet::ErrorEffect::kOutcomeUnknown:
            break;
    }
    return kOutcomeUnknown;
}

void print_json(const OutputJson& json) {
    print_line(json.text());
}

void print_line(const std::string& text) {
    write_output(text + "\n");
}

wallet::WalletResult<void> check_output() {
    if (is_output_whole()) return {};
    return fail(wallet::refusal("output_lost",
                                "The result could not be written to standard output.",
                                "Check where it goes, and the free space there."));
}

void print_remark(const std::string& text) {
    std::fputs((text + "\n").c_str(), stderr);
}

void print_error(const wallet::WalletError& error, bool as_json) {
    if (as_json) {
        print_json(
            {{"error", {{"code", error.code}, {"message", error.message}, {"hint", error.hint}}}});
        if (is_output_whole()) return;
    }
    print_remark("tacit: " + printable(error.message) +
                 (error.hint.empty() ? "" : " " + printable(error.hint)));
}

void ProgressLine::show(std::string_view task, std::uint64_t done, std::uint64_t all) {
    if (!x_is_shown) return;
    const std::uint64_t now = steady_ms();
    if (done != all && now - x_last_ms < kProgressEvery_ms) return;
    x_last_ms = now;
    std::string text(task);
    if (all > 0) text += " " + std::to_string(done) + "/" + std::to_string(all);
    std::fprintf(stderr, "\r\033[K%s", text.c_str());
    x_is_dirty = true;
}

void ProgressLine::clear() {
    if (x_is_dirty) std::fputs("\r\033[K", stderr);
    x_is_dirty = false;
}

}  // namespace tacit::apps
