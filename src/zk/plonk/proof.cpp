#include "zk/plonk/proof.hpp"

#include "base/check.hpp"
#include "base/codec.hpp"

namespace tacit::zk::plonk {
namespace {

constexpr std::array<const char*, kWires> kWireLabels = {
    "wire 0", "wire 1", "wire 2", "wire 3", "wire 4", "wire 5", "wire 6", "wire 7", "wire 8"};
constexpr std::array<const char*, kChunksMax> kQuotientLabels = {"quotient 0", "quotient 1",
                                                                 "quotient 2"};
constexpr std::array<const char*, kEvaluations> kEvaluationLabels = {
    "wire 0 at zeta",       "wire 1 at zeta",       "wire 2 at zeta",
    "wire 3 at zeta",       "wire 4 at zeta",       "wire 5 at zeta",
    "wire 6 at zeta",       "wire 7 at zeta",       "wire 8 at zeta",
    "wire 0 at zeta omega", "wire 1 at zeta omega", "wire 2 at zeta omega",
    "wire 3 at zeta omega", "sigma 0 at zeta",      "sigma 1 at zeta",
    "sigma 2 at zeta",      "sigma 3 at zeta",      "permutation at zeta omega"};

using PointDecoder = Result<G1Affine, DecodeError> (*)(ByteSpan, Infinity, const char*,
                                                       std::size_t);

Result<Proof, DecodeError> decode_with(ByteSpan bytes, std::size_t chunks,
                                       PointDecoder decode_point) {
    const std::size_t size = proof_size_bytes(chunks);
    if (bytes.size() < size)
        return fail(DecodeError{DecodeErrorCode::kTruncated, bytes.size(), "proof"});
    if (bytes.size() > size)
        return fail(DecodeError{DecodeErrorCode::kTrailingBytes, size, "proof"});
    constexpr std::size_t kPoint = G1Affine::kUncompressedSizeBytes;
    std::vector<G1Affine> points;
    std::size_t offset = 0;
    for (std::size_t i = 0; i < points_of_proof(chunks); ++i, offset += kPoint) {
        TACIT_TRY(const G1Affine point,
                  decode_point(bytes.subspan(offset, kPoint), Infinity::kRefuse,
                               point_label(i, chunks), offset));
        points.push_back(point);
    }
    std::array<Fr, kEvaluations> scalars;
    for (std::size_t i = 0; i < kEvaluations; ++i, offset += Fr::kSizeBytes) {
        TACIT_TRY(scalars[i],
                  Fr::decode(bytes.subspan(offset, Fr::kSizeBytes), evaluation_label(i), offset));
    }
    Proof proof;
    auto point = points.begin();
    for (G1Affine& wire : proof.wires) wire = *point++;
    proof.permutation = *point++;
    proof.quotient.assign(point, point + static_cast<std::ptrdiff_t>(chunks));
    point += static_cast<std::ptrdiff_t>(chunks);
    proof.opening_at_zeta = *point++;
    proof.opening_at_zeta_omega = *point++;
    auto scalar = scalars.begin();
    for (Fr& x : proof.wires_at_zeta) x = *scalar++;
    for (Fr& x : proof.wires_at_zeta_omega) x = *scalar++;
    for (Fr& x : proof.sigmas_at_zeta) x = *scalar++;
    proof.permutation_at_zeta_omega = *scalar++;
    return proof;
}

}  // namespace

const char* point_label(std::size_t index, std::size_t chunks) {
    TACIT_CHECK(index < points_of_proof(chunks) && chunks <= kChunksMax);
    if (index < kWires) return kWireLabels[index];
    if (index == kWires) return "permutation";
    if (index < kWires + 1 + chunks) return kQuotientLabels[index - kWires - 1];
    return index == kWires + 1 + chunks ? "opening at zeta" : "opening at zeta omega";
}

const char* evaluation_label(std::size_t index) {
    TACIT_CHECK(index < kEvaluations);
    return kEvaluationLabels[index];
}

std::vector<G1Affine> Proof::points() const {
    std::vector<G1Affine> out(wires.begin(), wires.end());
    out.push_back(permutation);
    out.insert(out.end(), quotient.begin(), quotient.end());
    out.push_back(opening_at_zeta);
    out.push_back(opening_at_zeta_omega);
    return out;
}

std::array<Fr, kEvaluations> Proof::evaluations() const {
    std::array<Fr, kEvaluations> out;
    auto to = out.begin();
    for (const Fr& x : wires_at_zeta) *to++ = x;
    for (const Fr& x : wires_at_zeta_omega) *to++ = x;
    for (const Fr& x : sigmas_at_zeta) *to++ = x;
    *to++ = permutation_at_zeta_omega;
    TACIT_CHECK(to == out.end());
    return out;
}

Bytes Proof::encode() const {
    Writer out;
    for (const G1Affine& point : points()) out.fixed(point.encode_uncompressed());
    for (const Fr& x : evaluations()) out.fixed(x.encode());
    return out.take();
}

Result<Proof, DecodeError> Proof::decode(ByteSpan bytes, std::size_t chunks) {
    return decode_with(bytes, chunks, &G1Affine::decode_uncompressed);
}

Result<Proof, DecodeError> Proof::decode_unchecked_subgroup(ByteSpan bytes, std::size_t chunks) {
    return decode_with(bytes, chunks, &G1Affine::decode_uncompressed_unchecked_subgroup);
}

}  // namespace tacit::zk::plonk
