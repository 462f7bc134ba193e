#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>

#include "apps/host/read_file.hpp"
#include "apps/proof/commands.hpp"
#include "apps/proof/proof_file.hpp"
#include "json/parse.hpp"
#include "shielded/circuit/transfer_proof.hpp"

namespace tacit::apps {
namespace {

/// A file's name, quoted and escaped where it holds control characters: a line feed in a name must
/// not forge another file's verdict.
std::string shown(const std::string& name) {
    const bool is_plain = std::ranges::none_of(name, [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte < 0x20 || byte == 0x7f;
    });
    return is_plain ? name : json::to_text(name);
}

/// Judges texts one by one, prints a line for each, and remembers whether all held.
class Judge {
  public:
    Judge(const zk::G2Affine& tau_g2, bool as_json) : x_tau_g2(tau_g2), x_as_json(as_json) {}

    void judge(const std::string& name, std::string_view text) {
        const auto held = check_proof_file(text, x_tau_g2);
        if (!held.ok()) x_status = kRefused;
        if (x_as_json) {
            print_json(name, held);
        } else if (held.ok()) {
            std::printf("%s: valid\n", shown(name).c_str());
        } else {
            std::printf("%s: refused: %s.\n", shown(name).c_str(), held.error().reason.c_str());
        }
        std::fflush(stdout);  // whoever asks line by line waits for the answer
    }

    int status() const { return x_status; }

  private:
    static void print_json(const std::string& name, const Result<void, ProofRefusal>& held) {
        json::Json verdict{{"file", name}, {"valid", held.ok()}};
        if (!held.ok()) {
            verdict["error"] = held.error().code;
            verdict["reason"] = held.error().reason + ".";
        }
        std::printf("%s\n", json::to_text(verdict).c_str());
    }

    const zk::G2Affine& x_tau_g2;
    bool x_as_json;
    int x_status = kDone;
};

// Of a text without end so much is kept, and it is refused for its length.
constexpr std::size_t kKeptBytesMax = kProofFileSizeBytesMax + 1;

/// As std::getline, but of a longer line the first kKeptBytesMax bytes.
bool next_line(std::istream& in, std::string& line) {
    constexpr int kEnd = std::char_traits<char>::eof();
    line.clear();
    int next = in.rdbuf()->sbumpc();
    if (next == kEnd) return false;
    for (; next != kEnd && next != '\n'; next = in.rdbuf()->sbumpc())
        if (line.size() < kKeptBytesMax) line.push_back(static_cast<char>(next));
    return true;
}

/// An object a line; an empty line is judged too, so that answers stay beside their questions.
bool judge_lines(Judge& judge) {
    std::string line;
    std::size_t number = 0;
    while (next_line(std::cin, line)) judge.judge("line " + std::to_string(++number), line);
    if (number == 0) std::fputs("tacit-proof: standard input is empty.\n", stderr);
    return number != 0;
}

bool judge_file(Judge& judge, const std::string& path) {
    const auto text = read_start_of_file(path, kKeptBytesMax);
    if (!text) {
        std::fprintf(stderr, "tacit-proof: cannot read %s; check the path.\n", shown(path).c_str());
        return false;
    }
    judge.judge(path, *text);
    return true;
}

}  // namespace

int verify_files(const VerifyOptions& options) {
    const auto setup = load_setup();
    if (!setup.ok()) {
        print_error(setup.error());
        return kMisused;
    }
    Judge judge(setup->tau_g2(), options.as_json);
    bool was_read = true;
    for (const std::string& file : options.files)
        was_read = (file == "-" ? judge_lines(judge) : judge_file(judge, file)) && was_read;
    return was_read ? judge.status() : kMisused;
}

}  // namespace tacit::apps
