#include "apps/proof/proof_file.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "json/parse.hpp"
#include "shielded/circuit/transfer_proof.hpp"

namespace tacit::apps {
namespace {

using json::Json;

constexpr const char* kCircuit = "transfer";
constexpr std::array kMembers = {"circuit", "digest", "proof", "public_inputs", "version"};
constexpr json::Bounds kBounds{
    .size_bytes_max = kProofFileSizeBytesMax, .depth_max = 2, .values_max = 4096};

auto refuse(std::string code, std::string reason) {
    return fail(ProofRefusal{std::move(code), std::move(reason)});
}

const char* code_of(DecodeErrorCode code) {
    switch (code) {
        case DecodeErrorCode::kTruncated:
            return "truncated";
        case DecodeErrorCode::kTrailingBytes:
            return "trailing_bytes";
        case DecodeErrorCode::kNonCanonical:
            return "non_canonical";
        case DecodeErrorCode::kNotOnCurve:
            return "not_on_curve";
        case DecodeErrorCode::kNotInSubgroup:
            return "not_in_subgroup";
        case DecodeErrorCode::kIdentity:
            return "identity";
        default:
            return "malformed";
    }
}

const char* code_of(const zk::plonk::VerifyError& error) {
    using zk::plonk::VerifyErrorCode;
    switch (error.code) {
        case VerifyErrorCode::kMalformed:
            return code_of(error.decode.code);
        case VerifyErrorCode::kWrongPublicInputs:
            return "wrong_public_inputs";
        case VerifyErrorCode::kChallengeInDomain:
            return "challenge_in_domain";
        case VerifyErrorCode::kInvalid:
            return "invalid";
    }
    return "malformed";
}

Result<Json, ProofRefusal> parse_members(std::string_view text) {
    auto value = json::parse(text, kBounds);
    if (!value.ok()) return refuse("bad_json", tacit::describe(value.error()));
    if (!value->is_object()) return refuse("bad_member", "the file is not a JSON object");
    for (const char* name : kMembers)
        if (!value->contains(name))
            return refuse("bad_member", std::string("the member \"") + name + "\" is missing");
    // A member that is not read would let one proof have many files.
    if (value->size() != kMembers.size())
        return refuse("bad_member", "the file has a member that does not belong there");
    for (const char* name : {"circuit", "digest", "proof"})
        if (!(*value)[name].is_string())
            return refuse("bad_member", std::string("the member \"") + name + "\" is not a string");
    if (!(*value)["version"].is_number_unsigned())
        return refuse("bad_member", "the member \"version\" is not a whole number");
    const Json& inputs = (*value)["public_inputs"];
    const auto is_string = [](const Json& input) { return input.is_string(); };
    if (!inputs.is_array() || !std::all_of(inputs.begin(), inputs.end(), is_string))
        return refuse("bad_member", "the member \"public_inputs\" is not an array of strings");
    return std::move(*value);
}

/// "0x" and 64 digits, the highest first.
Result<zk::Fr, ProofRefusal> parse_input(const std::string& text, std::size_t index) {
    const std::string name = "public input " + std::to_string(index);
    if (!text.starts_with("0x")) return refuse("bad_text", name + " does not start with 0x");
    auto bytes = decode_hex_array<32>(std::string_view(text).substr(2));
    if (!bytes.ok()) return refuse("bad_text", name + " is not 0x and 64 lower-case hex digits");
    std::reverse(bytes->begin(), bytes->end());
    const auto value = zk::Fr::decode(*bytes);
    if (!value.ok()) return refuse("non_canonical", name + " is not below the field's modulus");
    return *value;
}

std::string encode_input(const zk::Fr& input) {
    auto bytes = input.encode();
    std::reverse(bytes.begin(), bytes.end());
    return "0x" + encode_hex(bytes);
}

}  // namespace

std::string ProofFile::encode() const {
    Json inputs = Json::array();
    for (const zk::Fr& input : public_inputs) inputs.push_back(encode_input(input));
    return json::to_text({{"circuit", kCircuit},
                          {"version", shielded::kTransferCircuitVersion},
                          {"public_inputs", std::move(inputs)},
                          {"digest", encode_hex(digest.bytes())},
                          {"proof", encode_hex(proof)}}) +
           "\n";
}

Result<ProofFile, ProofRefusal> ProofFile::decode(std::string_view text) {
    TACIT_TRY(const Json members, parse_members(text));
    if (members["circuit"] != kCircuit)
        return refuse("unknown_circuit", "the circuit is not \"transfer\"");
    if (members["version"] != shielded::kTransferCircuitVersion)
        return refuse("unknown_version", "this program knows version 1 of the circuit only");
    ProofFile out;
    for (const Json& input : members["public_inputs"]) {
        TACIT_TRY(const zk::Fr value,
                  parse_input(input.get_ref<const std::string&>(), out.public_inputs.size()));
        out.public_inputs.push_back(value);
    }
    const auto digest = decode_hex_array<64>(members["digest"].get_ref<const std::string&>());
    if (!digest.ok()) return refuse("bad_text", "the digest is not 128 lower-case hex digits");
    out.digest = shielded::TxDigest(*digest);
    auto proof = decode_hex(members["proof"].get_ref<const std::string&>());
    if (!proof.ok())
        return refuse("bad_text", "the proof is not an even number of lower-case hex digits");
    out.proof = std::move(*proof);
    return out;
}

Result<void, ProofRefusal> check_proof_file(std::string_view text, const zk::G2Affine& tau_g2) {
    TACIT_TRY(const ProofFile file, ProofFile::decode(text));
    const auto held = zk::plonk::verify(
        {&shielded::transfer_verifying_key(), file.public_inputs, file.digest.bytes(), file.proof},
        tau_g2);
    if (!held.ok()) return refuse(code_of(held.error()), zk::plonk::describe(held.error()));
    return {};
}

}  // namespace tacit::apps
