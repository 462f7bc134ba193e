#include "zk/curve/commitment_key.hpp"

#include "base/check.hpp"
#include "base/hex.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::zk {
namespace {

constexpr std::string_view kFileDigest =
    "f86d5e3c17a12f3052fb2bb26845505c27d833b9d7c5971655b816154be7c7b9";
constexpr std::size_t kFileValues =
    (std::size_t{1} << kCommitmentKeyFileShape.log_size) + kCommitmentKeyFileShape.blinders;

/// Basis for values and blinders together: one sum a polynomial.
std::vector<G1Affine> value_basis(const Setup& setup, const CommitmentKeyShape& shape) {
    const auto basis = setup.lagrange_basis(shape.log_size);
    if (basis.empty()) return {};
    std::vector<G1Affine> out(basis.begin(), basis.end());
    std::vector<G1> blinding;
    for (std::size_t i = 0; i < shape.blinders; ++i)
        blinding.push_back(G1(setup.powers()[basis.size() + i]) - G1(setup.powers()[i]));
    for (const G1Affine& point : to_affine(blinding)) out.push_back(point);
    return out;
}

}  // namespace

CommitmentKey make_commitment_key(const Setup& setup, const CommitmentKeyShape& shape,
                                  Executor& executor) {
    TACIT_CHECK(shape.coefficients <= setup.powers().size());
    TACIT_CHECK((std::size_t{1} << shape.log_size) + shape.blinders <= setup.powers().size());
    const auto table_of = [&](std::span<const G1Affine> points) {
        return FixedBaseTable(points, FixedBaseTable::best_bits(points.size()), executor);
    };
    return {table_of(value_basis(setup, shape)),
            table_of(setup.powers().first(shape.coefficients))};
}

Bytes encode_commitment_key(const CommitmentKey& key) {
    TACIT_CHECK(key.values.size() == kFileValues &&
                key.coefficients.size() == kCommitmentKeyFileShape.coefficients);
    Bytes out = key.values.encode();
    const Bytes coefficients = key.coefficients.encode();
    out.insert(out.end(), coefficients.begin(), coefficients.end());
    return out;
}

std::optional<CommitmentKey> decode_commitment_key_pinned(ByteSpan bytes, Executor& executor) {
    const auto digest = blake2b_256(Personalisation("Tacit_CommitKey"), bytes);
    if (encode_hex(digest) != kFileDigest) return std::nullopt;
    const int values_bits = FixedBaseTable::best_bits(kFileValues);
    const int coefficients_bits = FixedBaseTable::best_bits(kCommitmentKeyFileShape.coefficients);
    const auto values_bytes = FixedBaseTable::encoded_size_bytes(kFileValues, values_bits);
    return CommitmentKey{
        FixedBaseTable::decode_trusted(bytes.first(values_bytes), values_bits, executor),
        FixedBaseTable::decode_trusted(bytes.subspan(values_bytes), coefficients_bits, executor)};
}

}  // namespace tacit::zk
