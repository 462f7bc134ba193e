#include "base/decode_error.hpp"

namespace tacit {
namespace {

const char* reason(DecodeErrorCode code) {
    switch (code) {
        case DecodeErrorCode::kTruncated: return "input ends too early";
        case DecodeErrorCode::kTrailingBytes: return "bytes after the end";
        case DecodeErrorCode::kTooLong: return "too long";
        case DecodeErrorCode::kNonCanonical: return "not canonical";
        case DecodeErrorCode::kInvalidValue: return "invalid value";
        case DecodeErrorCode::kNotOnCurve: return "point not on the curve";
        case DecodeErrorCode::kNotInSubgroup: return "point not in the subgroup";
        case DecodeErrorCode::kIdentity: return "identity point";
        case DecodeErrorCode::kBadCharacter: return "character outside the alphabet";
        case DecodeErrorCode::kBadChecksum: return "wrong checksum";
        case DecodeErrorCode::kWrongNetwork: return "made for another network";
        case DecodeErrorCode::kUnknownVersion: return "unknown version";
    }
    return "unknown reason";
}

}  // namespace

std::string describe(const DecodeError& error) {
    return std::string(error.field) + " at byte " + std::to_string(error.offset) + ": " +
           reason(error.code);
}

}  // namespace tacit
