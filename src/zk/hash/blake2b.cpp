#include "zk/hash/blake2b.hpp"

#include <algorithm>

#include <sodium.h>

#include "base/check.hpp"
#include "base/secret.hpp"

namespace tacit::zk {

struct Blake2b::State {
    crypto_generichash_blake2b_state hash;
    std::size_t size_bytes;
};

Personalisation::Personalisation(std::string_view text) {
    TACIT_CHECK(!text.empty() && text.size() <= x_bytes.size());
    std::copy(text.begin(), text.end(), x_bytes.begin());
}

Blake2b::Blake2b(const Personalisation& use, std::size_t size_bytes, ByteSpan key)
    : x_state(std::make_unique<State>()) {
    x_state->size_bytes = size_bytes;
    const int status = crypto_generichash_blake2b_init_salt_personal(
        &x_state->hash, key.empty() ? nullptr : key.data(), key.size(), size_bytes, nullptr,
        use.bytes().data());
    TACIT_CHECK(status == 0);
}

Blake2b::Blake2b(const Blake2b& other) : x_state(std::make_unique<State>(*other.x_state)) {}

Blake2b& Blake2b::operator=(const Blake2b& other) {
    *x_state = *other.x_state;
    return *this;
}

Blake2b::~Blake2b() {
    secure_zero(x_state.get(), sizeof(State));
}

Blake2b& Blake2b::update(ByteSpan bytes) {
    TACIT_CHECK(crypto_generichash_blake2b_update(&x_state->hash, bytes.data(), bytes.size()) == 0);
    return *this;
}

void Blake2b::finish(MutableByteSpan out) {
    TACIT_CHECK(out.size() == x_state->size_bytes);
    TACIT_CHECK(crypto_generichash_blake2b_final(&x_state->hash, out.data(), out.size()) == 0);
}

ByteArray<64> blake2b_512(const Personalisation& use, ByteSpan input, ByteSpan key) {
    ByteArray<64> out;
    Blake2b(use, out.size(), key).update(input).finish(out);
    return out;
}

ByteArray<32> blake2b_256(const Personalisation& use, ByteSpan input, ByteSpan key) {
    ByteArray<32> out;
    Blake2b(use, out.size(), key).update(input).finish(out);
    return out;
}

ByteArray<32> sha256(ByteSpan input) {
    ByteArray<32> out;
    crypto_hash_sha256(out.data(), input.data(), input.size());
    return out;
}

}  // namespace tacit::zk
