// What a person or a program sees of a command.
#pragma once

#include <string>

#include "apps/host/exit_status.hpp"
#include "apps/host/output_json.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::apps {

int exit_status(wallet::ErrorEffect effect);

/// One JSON object on a line of standard output, flushed. Whether it arrived: check_output().
void print_json(const OutputJson& json);
/// A line of standard output.
void print_line(const std::string& text);
/// Error output_lost: something that was printed did not arrive. Asked once more when a command has
/// ended; a command asks itself where that is more than a lost text.
wallet::WalletResult<void> check_output();
/// A line of standard error: remarks, never results.
void print_remark(const std::string& text);
/// `{"error":{"code","message","hint"}}` on standard output, or a sentence on standard error; both
/// if standard output is lost.
void print_error(const wallet::WalletError& error, bool as_json);

/// Progress of long tasks on standard error, on one line that is written over.
class ProgressLine {
  public:
    explicit ProgressLine(bool is_shown) : x_is_shown(is_shown) {}
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(std::string_view task, std::uint64_t done, std::uint64_t all);
    void clear();

  private:
    bool x_is_shown;
    bool x_is_dirty = false;
    std::uint64_t x_last_ms = 0;
};

}  // namespace tacit::apps
