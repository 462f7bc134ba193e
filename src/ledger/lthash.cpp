#include "ledger/lthash.hpp"

#include "base/codec.hpp"
#include "ledger/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::ledger {
namespace {

constexpr std::size_t kBlockBytes = 64;
constexpr std::size_t kLanesPerBlock = kBlockBytes / 2;

using Lanes = std::array<std::uint16_t, LtHash::kLanes>;

// Lengths before contents: no two pairs spell the same bytes.
Bytes encode_pair(std::uint8_t type, ByteSpan key, ByteSpan value) {
    Writer out;
    out.u8(type);
    out.var_bytes(key);
    out.var_bytes(value);
    return out.take();
}

// Block i of the expansion is BLAKE2b-512(i || pair), i as 32 bits.
Lanes expand(std::uint8_t type, ByteSpan key, ByteSpan value) {
    const Bytes pair = encode_pair(type, key, value);
    const zk::Personalisation use(personal::kLtHash);
    Lanes lanes;
    for (std::size_t block = 0; block < LtHash::kLanes / kLanesPerBlock; ++block) {
        Writer counter;
        counter.u32(static_cast<std::uint32_t>(block));
        ByteArray<kBlockBytes> out;
        zk::Blake2b(use, out.size()).update(counter.bytes()).update(pair).finish(out);
        for (std::size_t i = 0; i < kLanesPerBlock; ++i) {
            const unsigned lane = out[2 * i] | static_cast<unsigned>(out[2 * i + 1]) << 8;
            lanes[block * kLanesPerBlock + i] = static_cast<std::uint16_t>(lane);
        }
    }
    return lanes;
}

}  // namespace

void LtHash::add(std::uint8_t type, ByteSpan key, ByteSpan value) {
    const Lanes lanes = expand(type, key, value);
    for (std::size_t i = 0; i < kLanes; ++i)
        x_lanes[i] = static_cast<std::uint16_t>(x_lanes[i] + lanes[i]);
}

void LtHash::remove(std::uint8_t type, ByteSpan key, ByteSpan value) {
    const Lanes lanes = expand(type, key, value);
    for (std::size_t i = 0; i < kLanes; ++i)
        x_lanes[i] = static_cast<std::uint16_t>(x_lanes[i] - lanes[i]);
}

void LtHash::merge(const LtHash& other) {
    for (std::size_t i = 0; i < kLanes; ++i)
        x_lanes[i] = static_cast<std::uint16_t>(x_lanes[i] + other.x_lanes[i]);
}

LtDigest LtHash::digest() const {
    return LtDigest(zk::blake2b_256(zk::Personalisation(personal::kLtDigest), encode()));
}

Bytes LtHash::encode() const {
    Writer out;
    for (const std::uint16_t lane : x_lanes) out.u16(lane);
    return out.take();
}

Result<LtHash, DecodeError> LtHash::decode(ByteSpan bytes) {
    Reader in(bytes);
    LtHash out;
    for (auto& lane : out.x_lanes) {
        TACIT_TRY(lane, in.u16("lthash lane"));
    }
    TACIT_TRY_VOID(in.finish("lthash"));
    return out;
}

}  // namespace tacit::ledger
