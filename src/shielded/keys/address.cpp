#include "shielded/keys/address.hpp"

#include "base/codec.hpp"
#include "shielded/keys/versioned_text.hpp"

namespace tacit::shielded {

ByteArray<Address::kSizeBytes> Address::encode_bytes() const {
    Writer out;
    out.fixed(diversifier.bytes());
    out.fixed(owner.encode());
    out.fixed(transmission_key.encode());
    ByteArray<kSizeBytes> bytes;
    std::copy(out.bytes().begin(), out.bytes().end(), bytes.begin());
    return bytes;
}

Result<Address, DecodeError> Address::decode_bytes(ByteSpan bytes, std::size_t offset) {
    Reader in(bytes);
    TACIT_TRY(const auto d, in.array<Diversifier::kSizeBytes>("diversifier"));
    TACIT_TRY(const ByteSpan owner_bytes, in.fixed(OwnerTag::kSizeBytes, "owner tag"));
    TACIT_TRY(const ByteSpan pk_bytes, in.fixed(RistrettoPoint::kSizeBytes, "transmission key"));
    TACIT_TRY_VOID(in.finish("address"));
    const std::size_t owner_at = offset + d.size();
    TACIT_TRY(const OwnerTag owner, OwnerTag::decode(owner_bytes, "owner tag", owner_at));
    TACIT_TRY(const RistrettoPoint pk, RistrettoPoint::decode(pk_bytes, "transmission key",
                                                              owner_at + OwnerTag::kSizeBytes));
    if (!diversified_base(Diversifier(d)))
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, offset, "diversifier"});
    return Address{Diversifier(d), owner, pk};
}

std::string Address::encode(Network network) const {
    return encode_versioned(kAddressPrefixes, network, kVersion, encode_bytes());
}

Result<Address, DecodeError> Address::decode(std::string_view text, Network network) {
    TACIT_TRY(const Bytes payload,
              decode_versioned(text, kAddressPrefixes, network, kVersion, kSizeBytes));
    return decode_bytes(payload, 1);
}

}  // namespace tacit::shielded
