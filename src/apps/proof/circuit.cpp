#include <cstdio>
#include <string>

#include "apps/host/system.hpp"
#include "apps/proof/commands.hpp"
#include "base/hex.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "shielded/circuit/transfer_proof.hpp"
#include "zk/plonk/description.hpp"

namespace tacit::apps {

void print_error(const SetupFileError& error) {
    std::fprintf(stderr, "tacit-proof: %s %s\n", error.message().c_str(), error.hint().c_str());
}

int print_key() {
    const auto setup = load_setup();
    if (!setup.ok()) {
        print_error(setup.error());
        return kMisused;
    }
    ThreadPool pool;
    const auto key = zk::plonk::make_verifying_key(shielded::transfer_circuit(),
                                                   shielded::kTransferCircuitId, *setup, pool);
    const std::string hex = encode_hex(key.encode());
    std::printf(
        "// The verifying key of the transfer circuit, version %u, as `tacit-proof key` "
        "prints it.\n#pragma once\n\n#include <string_view>\n\nnamespace tacit::shielded "
        "{\n\ninline constexpr std::string_view kTransferVerifyingKeyDigest =\n    "
        "\"%s\";\ninline constexpr std::string_view kTransferVerifyingKeyHex =\n",
        shielded::kTransferCircuitVersion, encode_hex(key.digest()).c_str());
    constexpr std::size_t kLine = 88;
    for (std::size_t at = 0; at < hex.size(); at += kLine)
        std::printf("    \"%s\"%s\n", hex.substr(at, kLine).c_str(),
                    at + kLine >= hex.size() ? ";" : "");
    std::printf("\n}  // namespace tacit::shielded\n");
    return kDone;
}

int print_description() {
    const auto text = zk::plonk::describe_circuit(shielded::transfer_circuit(),
                                                  shielded::transfer_verifying_key());
    std::fputs(text.c_str(), stdout);
    return kDone;
}

}  // namespace tacit::apps
