// Honest proofs of one small circuit, made once, to be spoiled in batches.
#pragma once

#include "zk/plonk/testing/sample_circuits.hpp"
#include "zk/plonk/verifier.hpp"

namespace tacit::zk::plonk::testing {

class HonestBatch {
  public:
    explicit HonestBatch(std::size_t count) : x_keys(sample_keys(sample_circuit(1).circuit)) {
        SeededRng rng(2);
        InlineExecutor executor;
        for (std::size_t i = 0; i < count; ++i) {
            x_built.push_back(sample_circuit(i + 1));
            x_proofs.push_back(prove(x_keys.proving, x_built[i].witness, digest(i), rng, executor)
                                   .value()
                                   .encode());
        }
    }

    /// Claim i of as many as there are; beyond that the first ones again.
    Claim claim(std::size_t i) const {
        const std::size_t which = i % x_proofs.size();
        return {&x_keys.verifying(), x_built[which].witness.public_inputs, digest(which),
                x_proofs[which]};
    }
    std::vector<Claim> claims(std::size_t count) const {
        std::vector<Claim> out;
        for (std::size_t i = 0; i < count; ++i) out.push_back(claim(i));
        return out;
    }
    const Bytes& proof(std::size_t i) const { return x_proofs[i]; }

  private:
    static TransactionDigest digest(std::size_t i) {
        TransactionDigest out;
        out.fill(static_cast<std::uint8_t>(i));
        return out;
    }

    SampleKeys x_keys;
    std::vector<BuiltCircuit> x_built;
    std::vector<Bytes> x_proofs;
};

inline std::vector<BadClaim> verify_seeded(std::span<const Claim> claims, std::uint64_t seed = 3) {
    SeededRng rng(seed);
    InlineExecutor executor;
    return verify_batch(claims, zk::testing::test_setup().tau_g2(), rng, executor);
}

inline BadClaim invalid(std::size_t index) {
    return {index, {VerifyErrorCode::kInvalid, {}}};
}

/// The proof with its opening at zeta moved by `shift`: its equation is off by (tau - zeta) shift.
inline Bytes with_shifted_opening(const Bytes& bytes, const G1& shift) {
    Proof proof = Proof::decode(bytes, 2).value();
    proof.opening_at_zeta = (G1(proof.opening_at_zeta) + shift).to_affine();
    return proof.encode();
}

}  // namespace tacit::zk::plonk::testing
