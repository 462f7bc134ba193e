#include <optional>
#include <string_view>

#include "base/hex.hpp"
#include "zk/curve/setup.hpp"
#include "zk/curve/setup_check.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::zk {
namespace {

// SHA-256 of the ceremony's output as c-kzg-4844 publishes it (trusted_setup.txt).
constexpr std::string_view kTextSha256 =
    "d39b9f2d047cc9dca2de58f264b6a09448ccd34db967881a6713eacacf0f26b7";
constexpr std::string_view kG1Count = "4096";
constexpr std::string_view kG2Count = "65";
constexpr std::size_t kG2Powers = 65;

/// Splits a text into lines that each end with a line feed.
class Lines {
  public:
    explicit Lines(ByteSpan text) : x_rest(as_text(text)) {}

    /// The next line without its end; nothing when no complete line is left.
    std::optional<std::string_view> next() {
        const std::size_t end = x_rest.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view line = x_rest.substr(0, end);
        x_rest.remove_prefix(end + 1);
        ++x_number;
        return line;
    }
    /// Of the line that next() gave last, from 1.
    std::size_t number() const { return x_number; }
    bool at_end() const { return x_rest.empty(); }

  private:
    std::string_view x_rest;
    std::size_t x_number = 0;
};

SetupError malformed(const Lines& lines) {
    return {SetupErrorCode::kMalformed, lines.number()};
}

SetupErrorCode point_error(DecodeErrorCode code) {
    if (code == DecodeErrorCode::kNotInSubgroup) return SetupErrorCode::kNotInSubgroup;
    return SetupErrorCode::kBadPoint;
}

/// The bytes of the next line, of the length that Point's compressed form has.
template <class Point>
Result<ByteArray<Point::kCompressedSizeBytes>, SetupError> next_point_bytes(Lines& lines) {
    const auto line = lines.next();
    if (!line) return fail(SetupError{SetupErrorCode::kMalformed, lines.number() + 1});
    auto bytes = decode_hex_array<Point::kCompressedSizeBytes>(*line);
    if (!bytes.ok()) return fail(malformed(lines));
    return *bytes;
}

Result<G2Affine, SetupError> next_g2(Lines& lines) {
    TACIT_TRY(const auto bytes, next_point_bytes<G2Affine>(lines));
    const auto point = G2Affine::decode_compressed(bytes, Infinity::kAccept);
    if (!point.ok()) return fail(SetupError{point_error(point.error().code), lines.number()});
    return *point;
}

Result<G1Affine, SetupError> next_g1_unchecked_subgroup(Lines& lines) {
    TACIT_TRY(const auto bytes, next_point_bytes<G1Affine>(lines));
    const auto point = G1Affine::decode_compressed_unchecked_subgroup(bytes, Infinity::kAccept);
    if (!point.ok()) return fail(SetupError{point_error(point.error().code), lines.number()});
    return *point;
}

Result<void, SetupError> expect_line(Lines& lines, std::string_view expected) {
    const auto line = lines.next();
    if (!line) return fail(SetupError{SetupErrorCode::kMalformed, lines.number() + 1});
    if (*line != expected) return fail(malformed(lines));
    return {};
}

}  // namespace

Result<UncheckedSetup, SetupError> parse_trusted_setup_text(ByteSpan text) {
    Lines lines(text);
    TACIT_TRY_VOID(expect_line(lines, kG1Count));
    TACIT_TRY_VOID(expect_line(lines, kG2Count));
    // The Lagrange form on the ceremony's own domain: skipped, our domain is another.
    for (std::size_t i = 0; i < kSetupPowers; ++i)
        TACIT_TRY_VOID(next_point_bytes<G1Affine>(lines));
    UncheckedSetup out;
    TACIT_TRY(out.g2, next_g2(lines));
    TACIT_TRY(out.tau_g2, next_g2(lines));
    for (std::size_t i = 2; i < kG2Powers; ++i) TACIT_TRY_VOID(next_point_bytes<G2Affine>(lines));
    for (std::size_t i = 0; i < kSetupPowers; ++i) {
        TACIT_TRY(const G1Affine point, next_g1_unchecked_subgroup(lines));
        out.g1_powers.push_back(point);
        out.positions.push_back(lines.number());
    }
    if (!lines.at_end()) return fail(SetupError{SetupErrorCode::kMalformed, lines.number() + 1});
    return out;
}

Result<Setup, SetupError> decode_trusted_setup_text(ByteSpan text, Rng& rng, Executor& executor) {
    if (encode_hex(sha256(text)) != kTextSha256)
        return fail(SetupError{SetupErrorCode::kWrongDigest});
    TACIT_TRY(UncheckedSetup points, parse_trusted_setup_text(text));
    TACIT_TRY_VOID(check_setup(points, rng, executor));
    const int log_sizes[] = {kSetupLagrangeLogSize};
    return Setup::from_unchecked_powers(std::move(points.g1_powers), points.tau_g2, log_sizes,
                                        executor);
}

}  // namespace tacit::zk
