#include "shielded/keys/viewing_key.hpp"

#include "base/check.hpp"
#include "base/codec.hpp"
#include "shielded/keys/versioned_text.hpp"
#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"
#include "zk/jubjub/declassify.hpp"

namespace tacit::shielded {
namespace {

using zk::jubjub::VerificationKey;

/// A key of the prime-order subgroup: a torsion part would give one account several texts.
Result<VerificationKey, DecodeError> decode_ak(ByteSpan bytes, std::size_t offset) {
    TACIT_TRY(const auto point, zk::jubjub::AffinePoint::decode_compressed(bytes, "ak", offset));
    auto key = VerificationKey::from_point(point);
    if (!key.ok()) return fail(DecodeError{DecodeErrorCode::kIdentity, offset, "ak"});
    if (!zk::jubjub::Point(point).is_in_subgroup())
        return fail(DecodeError{DecodeErrorCode::kNotInSubgroup, offset, "ak"});
    return *key;
}

}  // namespace

Diversifier derive_diversifier(const DiversifierKey& dk, std::uint64_t index) {
    static const zk::Personalisation kUse(personal::kDiversifier);
    Writer number;
    number.u64(index);
    const ByteArray<32> wide = zk::blake2b_256(kUse, number.bytes(), dk.bytes());
    ByteArray<Diversifier::kSizeBytes> out;
    std::copy_n(wide.begin(), out.size(), out.begin());
    zk::jubjub::declassify(out);  // an address shows it
    return Diversifier(out);
}

std::optional<Address> IncomingViewingKey::address_of(const Diversifier& diversifier) const {
    const auto base = diversified_base(diversifier);
    if (!base) return std::nullopt;
    return Address{diversifier, derive_owner_tag(x_owner_root, diversifier), x_ivk * *base};
}

Address IncomingViewingKey::address(std::uint64_t index) const {
    const auto address = address_of(derive_diversifier(x_dk, index));
    TACIT_CHECK(address.has_value());  // false with chance 2^-252
    return *address;
}

bool IncomingViewingKey::owns(const Address& address) const {
    return address_of(address.diversifier) == address;
}

std::string IncomingViewingKey::encode(Network network) const {
    Writer out(kSizeBytes);
    out.fixed(x_ivk.bytes().bytes());
    out.fixed(x_owner_root.encode());
    out.fixed(x_dk.bytes());
    Bytes payload = out.take();
    const WipeGuard wipe(payload);
    return encode_versioned(kIncomingKeyPrefixes, network, kVersion, payload);
}

Result<IncomingViewingKey, DecodeError> IncomingViewingKey::decode(std::string_view text,
                                                                   Network network) {
    TACIT_TRY(Bytes payload,
              decode_versioned(text, kIncomingKeyPrefixes, network, kVersion, kSizeBytes));
    const WipeGuard wipe(payload);
    const ByteSpan bytes(payload);
    TACIT_TRY(const auto ivk, RistrettoScalar::decode(bytes.subspan(0, 32), "ivk", 1));
    TACIT_TRY(const auto root, OwnerRoot::decode(bytes.subspan(32, 32), "owner root", 33));
    DiversifierKey dk;
    std::copy_n(payload.begin() + 64, 32, dk.data());
    return IncomingViewingKey(ivk, root, dk);
}

OwnerRoot FullViewingKey::owner_root(const SpendRule& rule) const {
    return derive_owner_root(x_ak.point().x(), x_nk, derive_rule_digest(rule));
}

IncomingViewingKey FullViewingKey::incoming(const SpendRule& rule) const {
    return IncomingViewingKey(x_ivk, owner_root(rule), x_dk);
}

std::string FullViewingKey::encode(Network network) const {
    Writer out(kSizeBytes);
    out.fixed(x_ak.encode());
    out.fixed(x_nk.fr().encode());
    out.fixed(x_ivk.bytes().bytes());
    out.fixed(x_ovk.bytes());
    out.fixed(x_dk.bytes());
    Bytes payload = out.take();
    const WipeGuard wipe(payload);
    return encode_versioned(kFullKeyPrefixes, network, kVersion, payload);
}

Result<FullViewingKey, DecodeError> FullViewingKey::decode(std::string_view text, Network network) {
    TACIT_TRY(Bytes payload,
              decode_versioned(text, kFullKeyPrefixes, network, kVersion, kSizeBytes));
    const WipeGuard wipe(payload);
    const ByteSpan bytes(payload);
    TACIT_TRY(const auto ak, decode_ak(bytes.subspan(0, 32), 1));
    TACIT_TRY(const auto nk, zk::Fr::decode(bytes.subspan(32, 32), "nk", 33));
    TACIT_TRY(const auto ivk, RistrettoScalar::decode(bytes.subspan(64, 32), "ivk", 65));
    OutgoingViewingKey ovk;
    DiversifierKey dk;
    std::copy_n(payload.begin() + 96, 32, ovk.data());
    std::copy_n(payload.begin() + 128, 32, dk.data());
    return FullViewingKey(ak, NullifierKey(nk), ivk, ovk, dk);
}

}  // namespace tacit::shielded
