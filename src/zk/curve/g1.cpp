#include "zk/curve/g1.hpp"

#include "zk/curve/point_decoding.hpp"

namespace tacit::zk {
namespace {

using detail::Form;
using detail::Subgroup;

constexpr detail::PointFormat<blst_p1_affine> kCompressedG1{
    Form::kCompressed, G1Affine::kCompressedSizeBytes, blst_p1_uncompress, blst_p1_affine_in_g1};
constexpr detail::PointFormat<blst_p1_affine> kUncompressedG1{
    Form::kUncompressed, G1Affine::kUncompressedSizeBytes, blst_p1_deserialize,
    blst_p1_affine_in_g1};

struct Place {
    const char* field;
    std::size_t offset;
};

Result<G1Affine, DecodeError> decode(ByteSpan bytes,
                                     const detail::PointFormat<blst_p1_affine>& format,
                                     Infinity infinity, Subgroup subgroup, const Place& place) {
    blst_p1_affine point{};
    const auto error = detail::read_point(bytes, format, infinity, subgroup, point);
    if (error)
        return fail(detail::point_error(*error, place.field, place.offset, format.size_bytes));
    return G1Affine(point);
}

}  // namespace

G1Affine G1Affine::generator() {
    return G1Affine(*blst_p1_affine_generator());
}

Result<G1Affine, DecodeError> G1Affine::decode_compressed(ByteSpan bytes, Infinity infinity,
                                                          const char* field, std::size_t offset) {
    return decode(bytes, kCompressedG1, infinity, Subgroup::kCheck, {field, offset});
}

Result<G1Affine, DecodeError> G1Affine::decode_uncompressed(ByteSpan bytes, Infinity infinity,
                                                            const char* field, std::size_t offset) {
    return decode(bytes, kUncompressedG1, infinity, Subgroup::kCheck, {field, offset});
}

Result<G1Affine, DecodeError> G1Affine::decode_compressed_unchecked_subgroup(ByteSpan bytes,
                                                                             Infinity infinity,
                                                                             const char* field,
                                                                             std::size_t offset) {
    return decode(bytes, kCompressedG1, infinity, Subgroup::kSkip, {field, offset});
}

Result<G1Affine, DecodeError> G1Affine::decode_uncompressed_unchecked_subgroup(ByteSpan bytes,
                                                                               Infinity infinity,
                                                                               const char* field,
                                                                               std::size_t offset) {
    return decode(bytes, kUncompressedG1, infinity, Subgroup::kSkip, {field, offset});
}

ByteArray<G1Affine::kCompressedSizeBytes> G1Affine::encode_compressed() const {
    ByteArray<kCompressedSizeBytes> out;
    blst_p1_affine_compress(out.data(), &x_point);
    return out;
}

ByteArray<G1Affine::kUncompressedSizeBytes> G1Affine::encode_uncompressed() const {
    ByteArray<kUncompressedSizeBytes> out;
    blst_p1_affine_serialize(out.data(), &x_point);
    return out;
}

G1Affine G1Affine::operator-() const {
    G1Affine out = *this;
    blst_fp_cneg(&out.x_point.y, &x_point.y, true);
    return out;
}

G1 G1::operator-() const {
    G1 out = *this;
    blst_p1_cneg(&out.x_point, true);
    return out;
}

G1 G1::doubled() const {
    G1 out;
    blst_p1_double(&out.x_point, &x_point);
    return out;
}

G1 G1::multiply_vartime(const Fr& scalar) const {
    G1 out;
    blst_p1_mult(&out.x_point, &x_point, scalar.encode().data(), Fr::kBits);
    return out;
}

G1Affine G1::to_affine() const {
    blst_p1_affine out;
    blst_p1_to_affine(&out, &x_point);
    return G1Affine(out);
}

std::vector<G1Affine> to_affine(std::span<const G1> points) {
    std::vector<G1Affine> out;
    if (points.empty()) return out;
    std::vector<const blst_p1*> from;
    from.reserve(points.size());
    for (const G1& point : points) from.push_back(&point.raw());
    std::vector<blst_p1_affine> to(points.size());
    blst_p1s_to_affine(to.data(), from.data(), from.size());
    out.reserve(to.size());
    for (const blst_p1_affine& point : to) out.emplace_back(point);
    return out;
}

}  // namespace tacit::zk
