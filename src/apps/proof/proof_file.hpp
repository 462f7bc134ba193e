// A proof as a file: one JSON object, checked without a node. Spec: §4.13.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "shielded/tx/ids.hpp"
#include "zk/curve/g2.hpp"
#include "zk/field/fr.hpp"

namespace tacit::apps {

/// A longer file is refused as bad_json.
inline constexpr std::size_t kProofFileSizeBytesMax = std::size_t{1} << 20;

/// Why a file is refused.
struct ProofRefusal {
    std::string code;    // stable, of the table in Spec §4.13
    std::string reason;  // a sentence without its full stop
};

/// What the file says, syntax checked; number of inputs and the proof's bytes are not.
struct ProofFile {
    std::vector<zk::Fr> public_inputs;
    shielded::TxDigest digest;
    Bytes proof;

    std::string encode() const;
    static Result<ProofFile, ProofRefusal> decode(std::string_view text);
};

/// Whether the file's proof holds for the transfer circuit.
Result<void, ProofRefusal> check_proof_file(std::string_view text, const zk::G2Affine& tau_g2);

}  // namespace tacit::apps
