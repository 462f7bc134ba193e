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
    return fail(refused(error.code(), error.message(), error.hint()));
}

}  // namespace tacit::apps
