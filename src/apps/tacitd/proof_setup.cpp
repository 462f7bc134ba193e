#include "apps/tacitd/proof_setup.hpp"

#include "apps/host/setup_files.hpp"
#include "shielded/circuit/transfer_proof.hpp"

namespace tacit::apps {

CommandResult<zk::G2Affine> load_tau_g2() {
    const auto setup = load_setup();
    if (setup.ok()) {
        shielded::transfer_verifying_key();
        return setup->tau_g2();
    }
    const SetupFileError& error = setup.error();
    if (error.is_missing())
        return fail(refused("setup_missing",
                            "The proof system's setup file " + error.file.string() + " is missing.",
                            "Build it with make build, or name its folder in TACIT_SHARE."));
    return fail(
        refused("setup_invalid",
                "The setup file " + error.file.string() + " cannot be used: " + error.reason + ".",
                "Build it again with make build."));
}

}  // namespace tacit::apps
