#include "apps/tacitd/proof_setup.hpp"

#include "apps/host/system.hpp"
#include "apps/tacitd/files.hpp"
#include "shielded/circuit/transfer_proof.hpp"
#include "zk/curve/setup.hpp"

namespace tacit::apps {
namespace {

constexpr std::size_t kSetupSizeBytesMax = std::size_t{16} << 20;

}  // namespace

CommandResult<zk::G2Affine> load_tau_g2() {
    const auto path = share_dir() / "setup.bin";
    const auto content = read_file(path, kSetupSizeBytesMax);
    if (!content)
        return fail(refused("setup_missing",
                            "The proof system's setup file " + path.string() + " is missing.",
                            "Build it with make build, or name its folder in TACIT_SHARE."));
    const auto setup = zk::decode_setup_pinned(as_bytes(*content));
    if (!setup.ok())
        return fail(refused("setup_invalid",
                            "The setup file " + path.string() +
                                " cannot be used: " + zk::describe(setup.error()) + ".",
                            "Build it again with make build."));
    shielded::transfer_verifying_key();
    return setup->tau_g2();
}

}  // namespace tacit::apps
