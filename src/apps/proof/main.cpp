// tacit-proof: the proof system without a node, so that anyone can time and attack it.
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <string>

#include "apps/host/program.hpp"
#include "apps/host/standard_streams.hpp"
#include "apps/host/system.hpp"
#include "apps/proof/commands.hpp"

namespace tacit::apps {
namespace {

constexpr const char* kFooter =
    "Example: tacit-proof prove --circuit transfer --sample 7 --out proof.json\n"
    "         tacit-proof verify proof.json\n"
    "Exit status: 0 done, or valid; 1 refused, or malformed; 2 misused, and nothing was judged.";

struct Options {
    std::string circuit = "transfer";
    ProveOptions prove;
    VerifyOptions verify;
};

void add_circuit_option(Command command, Options& options) {
    command.add_option("--circuit", options.circuit, "Which circuit: transfer (the default)")
        .one_of({"transfer"});
}

/// The parser of unsigned numbers would take -1 and 2^64 for the largest of them.
std::string refuse_all_but_u64(const std::string& text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    return is_number ? "" : "a sample's number is a whole number from 0 to 2^64 - 1";
}

Command add_prove(Command app, Options& options) {
    Command command = app.add_command(
        "prove", "Prove a sample statement and write the proof as a file",
        "The sample is made from its number alone: the number modulo 9 picks what kind of "
        "transfer\n"
        "it is, the rest (amounts, notes, tree, payee) comes from a generator seeded with it.\n"
        "Whoever knows the number knows the witness: a sample has no secrets. The blinding of the\n"
        "proof is fresh from the operating system, as a wallet's is, so two proofs of one sample\n"
        "differ everywhere; --reproducible draws it from the number too, and gives the same file\n"
        "on every machine.\n"
        "Example: tacit-proof prove --circuit transfer --sample 7 --out proof.json");
    add_circuit_option(command, options);
    command.add_option("--sample", options.prove.sample, "Number of the sample, 0 to 2^64 - 1")
        .required()
        .check(refuse_all_but_u64);
    command.add_option("--out", options.prove.out, "Where to write (default: standard output)");
    command.add_flag("--reproducible", options.prove.is_reproducible,
                     "Draw the blinding from the sample's number too");
    command.add_option("--threads", options.prove.threads, "How many (default: one a core)")
        .between(1, 256);
    return command;
}

Command add_verify(Command app, Options& options) {
    Command command = app.add_command(
        "verify", "Judge proof files, one line each",
        "With - it reads standard input, one JSON object a line, and answers line by line.\n"
        "Example: tacit-proof verify --json - < proofs.jsonl");
    command.add_option("FILE", options.verify.files, "Proof files, or - for standard input")
        .required();
    command.add_flag("--json", options.verify.as_json,
                     "Print one JSON object a line: file, valid, and if not, error and reason");
    return command;
}

/// A verdict that nobody can read is none.
int unless_unwritten(int status) {
    if (is_output_whole()) return status;
    std::fputs("tacit-proof: standard output cannot be written.\n", stderr);
    return kMisused;
}

int run(int argc, char** argv) {
    fill_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has gone is a write that fails
    Program program(
        "tacit-proof",
        "The proof system without a node: prove samples, judge proofs, show the circuit.", kFooter);
    Options options;
    Command app = program.command();
    const Command prove = add_prove(app, options);
    const Command verify = add_verify(app, options);
    const Command describe = app.add_command("describe", "Print the rows and digests of a circuit",
                                             "Example: tacit-proof describe --circuit transfer");
    add_circuit_option(describe, options);
    app.add_command("key", "Print the transfer circuit's verifying key as source",
                    "Example: tacit-proof key > src/shielded/circuit/transfer_key.hpp");
    const Parsed parsed = program.parse(argc, argv);
    if (parsed.kind == Parsed::Kind::kAnswered) return kDone;
    if (parsed.kind == Parsed::Kind::kMisused) {
        std::fputs(parsed.long_complaint.c_str(), stderr);
        return kMisused;
    }
    initialise_host();
    if (prove.is_called()) return unless_unwritten(prove_sample(options.prove));
    if (verify.is_called()) return unless_unwritten(verify_files(options.verify));
    return unless_unwritten(describe.is_called() ? print_description() : print_key());
}

}  // namespace
}  // namespace tacit::apps

int main(int argc, char** argv) {
    return tacit::apps::run(argc, argv);
}
