// PLONK prover (Gabizon, Williamson, Ciobotaru, ePrint 2019/953, §8, with the gates of this
// project). Spec: §4.7.
#pragma once

#include <optional>
#include <span>

#include "base/executor.hpp"
#include "base/rng.hpp"
#include "zk/plonk/keys.hpp"
#include "zk/plonk/proof.hpp"
#include "zk/plonk/transcript.hpp"

namespace tacit::zk::plonk {

/// Digest of what the proof is bound to, beside its public inputs: everything of the transaction
/// but proofs and signatures.
using TransactionDigest = ByteArray<64>;

enum class ProveErrorCode : std::uint8_t {
    kWrongShape = 1,         // rows or public inputs do not match the circuit
    kUnsatisfied = 2,        // the witness breaks an equation: see `violation`
    kChallengeInDomain = 3,  // a challenge for which the proof would divide by zero; draw again
    kInconsistent = 4,       // the proof would not verify: wrong key, or memory at fault
};

struct ProveError {
    ProveErrorCode code;
    std::optional<Violation> violation;  // the first one

    bool operator==(const ProveError&) const = default;
};
std::string describe(const ProveError& error);

/// A proof that `witness` satisfies the key's circuit with its public inputs, bound to `digest`;
/// zero-knowledge: blinders come from `rng`. Never gives a proof that would not verify for the
/// right key. The witness and all that is derived from it are wiped. Time depends on the witness
/// (which cells are 0): not for use where another party can time it finely. The observer is for
/// tests and may be null.
Result<Proof, ProveError> prove(const ProvingKey& key, const Witness& witness,
                                const TransactionDigest& digest, Rng& rng, Executor& executor,
                                TranscriptObserver* observer = nullptr);

}  // namespace tacit::zk::plonk
