#include <algorithm>
#include <string_view>

#include "base/codec.hpp"
#include "base/hex.hpp"
#include "zk/curve/setup.hpp"
#include "zk/curve/setup_check.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::zk {
namespace {

// SHA-256 of the binary form that tacit-setup makes of the pinned text after all checks.
constexpr std::string_view kBinarySha256 =
    "448ffa97a9420899ebafdcce91b44ce38192bec17edc66c18a69afbf058ce604";
constexpr std::string_view kMagic = "TacitSRS";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kLagrangePoints = std::size_t{1} << kSetupLagrangeLogSize;
constexpr std::size_t kHeaderBytes = 8 + 1 + 1 + 4;

void append_points(Writer& writer, std::span<const G1Affine> points) {
    for (const G1Affine& point : points) writer.fixed(point.encode_uncompressed());
}

SetupError truncated_at(const Reader& reader) {
    return {SetupErrorCode::kMalformed, reader.offset()};
}

Result<std::vector<G1Affine>, SetupError> read_points(Reader& reader, std::size_t count) {
    std::vector<G1Affine> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t offset = reader.offset();
        const auto bytes = reader.fixed(G1Affine::kUncompressedSizeBytes, "point");
        if (!bytes.ok()) return fail(truncated_at(reader));
        const auto point =
            G1Affine::decode_uncompressed_unchecked_subgroup(*bytes, Infinity::kRefuse);
        if (!point.ok()) return fail(SetupError{SetupErrorCode::kBadPoint, offset});
        out.push_back(*point);
    }
    return out;
}

Bytes header() {
    Writer writer;
    writer.fixed(as_bytes(kMagic));
    writer.u8(kVersion);
    writer.u8(kSetupLagrangeLogSize);
    writer.u32(kSetupPowers);
    return writer.take();
}

}  // namespace

Bytes encode_setup(const Setup& setup) {
    const auto lagrange = setup.lagrange_basis(kSetupLagrangeLogSize);
    TACIT_CHECK(setup.powers().size() == kSetupPowers && lagrange.size() == kLagrangePoints);
    Writer writer;
    writer.fixed(header());
    append_points(writer, setup.powers());
    append_points(writer, lagrange);
    writer.fixed(setup.tau_g2().encode_uncompressed());
    return writer.take();
}

Result<Setup, SetupError> decode_setup_unpinned(ByteSpan bytes) {
    Reader reader(bytes);
    const auto head = reader.fixed(kHeaderBytes, "header");
    if (!head.ok() || !std::ranges::equal(*head, header()))
        return fail(SetupError{SetupErrorCode::kMalformed});
    TACIT_TRY(auto powers, read_points(reader, kSetupPowers));
    TACIT_TRY(auto lagrange, read_points(reader, kLagrangePoints));
    const std::size_t offset = reader.offset();
    const auto tau_bytes = reader.fixed(G2Affine::kUncompressedSizeBytes, "tau");
    if (!tau_bytes.ok()) return fail(truncated_at(reader));
    const auto tau_g2 = G2Affine::decode_uncompressed(*tau_bytes, Infinity::kRefuse);
    if (!tau_g2.ok()) return fail(SetupError{SetupErrorCode::kBadPoint, offset});
    if (!reader.finish().ok()) return fail(truncated_at(reader));
    std::vector<LagrangeBasis> bases;
    bases.push_back({kSetupLagrangeLogSize, std::move(lagrange)});
    return Setup::from_unchecked_parts(std::move(powers), *tau_g2, std::move(bases));
}

Result<Setup, SetupError> decode_setup_pinned(ByteSpan bytes) {
    if (encode_hex(sha256(bytes)) != kBinarySha256)
        return fail(SetupError{SetupErrorCode::kWrongDigest});
    return decode_setup_unpinned(bytes);
}

}  // namespace tacit::zk
