// The transcript of Spec §4.6 spelled out from a claim's own bytes, apart from the code that hashes
// it: what prover and verifier must have hashed, byte for byte. For tests.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/codec.hpp"
#include "zk/plonk/verifier.hpp"

namespace tacit::zk::plonk::testing {

/// An item, or the place where a challenge is drawn.
struct Frame {
    enum Kind : std::uint8_t { kItem = 1, kChallenge = 2 };

    Kind kind;
    std::string label;
    Bytes bytes;
};

/// Writes down what is hashed and what is drawn.
class FrameRecorder final : public TranscriptObserver {
  public:
    bool absorb(std::string_view label, ByteSpan bytes) override {
        frames.push_back({Frame::kItem, std::string(label), {bytes.begin(), bytes.end()}});
        return true;
    }
    void challenge(std::string_view label, Fr& value) override {
        frames.push_back({Frame::kChallenge, std::string(label), {}});
        challenges.push_back(value);
    }

    std::vector<Frame> frames;
    std::vector<Fr> challenges;
};

/// Builds frames; takes the bytes of a proof from its front.
class FrameCutter {
  public:
    explicit FrameCutter(ByteSpan proof) : x_rest(proof) {}

    void item(std::string label, ByteSpan bytes) {
        frames.push_back({Frame::kItem, std::move(label), {bytes.begin(), bytes.end()}});
    }
    void u32(std::string label, std::uint32_t value) {
        Writer bytes;
        bytes.u32(value);
        item(std::move(label), bytes.bytes());
    }
    void cut(std::string label, std::size_t size_bytes) {
        item(std::move(label), x_rest.first(size_bytes));
        x_rest = x_rest.subspan(size_bytes);
    }
    /// `count` items named "BEFORE number AFTER".
    void cut_all(std::size_t count, const std::string& before, const std::string& after,
                 std::size_t size_bytes) {
        for (std::size_t i = 0; i < count; ++i) cut(before + std::to_string(i) + after, size_bytes);
    }
    void draw(std::string label) { frames.push_back({Frame::kChallenge, std::move(label), {}}); }

    std::vector<Frame> frames;

  private:
    ByteSpan x_rest;
};

/// All frames of a claim whose proof has the right length, up to the last challenge.
inline std::vector<Frame> frames_of(const Claim& claim) {
    constexpr std::size_t kPoint = 96, kScalar = 32;
    const std::size_t chunks = claim.key->chunks(), openings_at = kPoint * (9 + 1 + chunks);
    // The openings stand before the scalars and are absorbed after them.
    Bytes in_order;
    append(in_order, claim.proof.first(openings_at));
    append(in_order, claim.proof.subspan(openings_at + 2 * kPoint));
    append(in_order, claim.proof.subspan(openings_at, 2 * kPoint));

    FrameCutter out(in_order);
    out.u32("protocol version", 1);
    out.u32("circuit", claim.key->id().circuit);
    out.u32("circuit version", claim.key->id().version);
    out.item("verifying key", claim.key->digest());
    for (const Fr& x : claim.public_inputs) out.item("public input", x.encode());
    out.item("transaction digest", claim.digest);
    out.cut_all(9, "wire ", "", kPoint);
    out.draw("beta");
    out.draw("gamma");
    out.cut("permutation", kPoint);
    out.draw("alpha");
    out.cut_all(chunks, "quotient ", "", kPoint);
    out.draw("zeta");
    out.cut_all(9, "wire ", " at zeta", kScalar);
    out.cut_all(4, "wire ", " at zeta omega", kScalar);
    out.cut_all(4, "sigma ", " at zeta", kScalar);
    out.cut("permutation at zeta omega", kScalar);
    out.draw("v");
    out.cut("opening at zeta", kPoint);
    out.cut("opening at zeta omega", kPoint);
    out.draw("u");
    return out.frames;
}

/// What the frames make of each challenge: the hash of all frames up to its own.
inline std::vector<Fr> challenges_of(const std::vector<Frame>& frames) {
    Writer hashed;
    std::vector<Fr> out;
    for (const Frame& frame : frames) {
        hashed.u8(frame.kind);
        hashed.u8(static_cast<std::uint8_t>(frame.label.size()));
        hashed.fixed(as_bytes(frame.label));
        hashed.var_bytes(frame.bytes);
        if (frame.kind == Frame::kChallenge)
            out.push_back(
                Fr::from_wide(blake2b_512(Personalisation("Tacit_PlonkXscr"), hashed.bytes())));
    }
    return out;
}

/// Every frame that was hashed is the one that the claim's bytes spell, and every challenge what
/// they make of it. A prover's record ends before the openings, which it need not hash.
inline void expect_frames(const FrameRecorder& recorded, const Claim& claim) {
    const std::vector<Frame> expected = frames_of(claim);
    ASSERT_LE(recorded.frames.size(), expected.size());
    for (std::size_t i = 0; i < recorded.frames.size(); ++i) {
        EXPECT_EQ(recorded.frames[i].label, expected[i].label) << i;
        EXPECT_EQ(recorded.frames[i].kind, expected[i].kind) << expected[i].label;
        EXPECT_EQ(recorded.frames[i].bytes, expected[i].bytes) << expected[i].label;
    }
    const std::vector<Fr> challenges = challenges_of(expected);
    for (std::size_t i = 0; i < recorded.challenges.size(); ++i)
        EXPECT_EQ(recorded.challenges[i], challenges[i]) << "challenge " << i;
}

}  // namespace tacit::zk::plonk::testing
