#include "zk/curve/g2.hpp"

#include "zk/curve/point_decoding.hpp"

namespace tacit::zk {
namespace {

using detail::Form;

constexpr detail::PointFormat<blst_p2_affine> kCompressedG2{
    Form::kCompressed, G2Affine::kCompressedSizeBytes, blst_p2_uncompress, blst_p2_affine_in_g2};
constexpr detail::PointFormat<blst_p2_affine> kUncompressedG2{
    Form::kUncompressed, G2Affine::kUncompressedSizeBytes, blst_p2_deserialize,
    blst_p2_affine_in_g2};

Result<G2Affine, DecodeError> decode(ByteSpan bytes,
                                     const detail::PointFormat<blst_p2_affine>& format,
                                     Infinity infinity, const char* field, std::size_t offset) {
    blst_p2_affine point{};
    const auto error = detail::read_point(bytes, format, infinity, detail::Subgroup::kCheck, point);
    if (error) return fail(detail::point_error(*error, field, offset, format.size_bytes));
    return G2Affine(point);
}

}  // namespace

G2Affine G2Affine::generator() {
    return G2Affine(*blst_p2_affine_generator());
}

Result<G2Affine, DecodeError> G2Affine::decode_compressed(ByteSpan bytes, Infinity infinity,
                                                          const char* field, std::size_t offset) {
    return decode(bytes, kCompressedG2, infinity, field, offset);
}

Result<G2Affine, DecodeError> G2Affine::decode_uncompressed(ByteSpan bytes, Infinity infinity,
                                                            const char* field, std::size_t offset) {
    return decode(bytes, kUncompressedG2, infinity, field, offset);
}

ByteArray<G2Affine::kCompressedSizeBytes> G2Affine::encode_compressed() const {
    ByteArray<kCompressedSizeBytes> out;
    blst_p2_affine_compress(out.data(), &x_point);
    return out;
}

ByteArray<G2Affine::kUncompressedSizeBytes> G2Affine::encode_uncompressed() const {
    ByteArray<kUncompressedSizeBytes> out;
    blst_p2_affine_serialize(out.data(), &x_point);
    return out;
}

G2Affine G2Affine::operator-() const {
    G2Affine out = *this;
    blst_fp2_cneg(&out.x_point.y, &x_point.y, true);
    return out;
}

G2Affine G2Affine::multiply_vartime(const Fr& scalar) const {
    blst_p2 point;
    blst_p2_from_affine(&point, &x_point);
    blst_p2_mult(&point, &point, scalar.encode().data(), Fr::kBits);
    blst_p2_affine out;
    blst_p2_to_affine(&out, &point);
    return G2Affine(out);
}

}  // namespace tacit::zk
