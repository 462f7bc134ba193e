#include <benchmark/benchmark.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/jubjub/fixed_base.hpp"
#include "zk/jubjub/signature.hpp"

namespace tacit::zk::jubjub {
namespace {

constexpr std::size_t kBatch = 64;

const ByteArray<64> kMessage{1, 2, 3};

SigningKey make_key(Rng& rng) {
    return SigningKey::derive(SecretBytes<64>(random_bytes<64>(rng))).value();
}

void jubjub_mul(benchmark::State& state) {
    tacit::testing::SeededRng rng(1);
    const Point g(AffinePoint::generator());
    const Scalar scalar = Scalar::random(rng);
    for (auto _ : state) benchmark::DoNotOptimize(g.mul(scalar));
}
BENCHMARK(jubjub_mul);

void jubjub_mul_generator(benchmark::State& state) {
    tacit::testing::SeededRng rng(1);
    const Scalar scalar = Scalar::random(rng);
    for (auto _ : state) benchmark::DoNotOptimize(mul_generator(scalar));
}
BENCHMARK(jubjub_mul_generator);

void jubjub_decode(benchmark::State& state) {
    const auto bytes = AffinePoint::generator().encode();
    for (auto _ : state) benchmark::DoNotOptimize(AffinePoint::decode_compressed(bytes));
}
BENCHMARK(jubjub_decode);

void reddsa_sign(benchmark::State& state) {
    tacit::testing::SeededRng rng(2);
    const SigningKey key = make_key(rng);
    for (auto _ : state) benchmark::DoNotOptimize(sign(key, kMessage, rng));
}
BENCHMARK(reddsa_sign);

void reddsa_verify(benchmark::State& state) {
    tacit::testing::SeededRng rng(3);
    const SigningKey key = make_key(rng);
    const auto rk = key.verification_key();
    const Signature signature = sign(key, kMessage, rng);
    for (auto _ : state)
        if (!verify(rk, kMessage, signature).ok()) state.SkipWithError("refused");
}
BENCHMARK(reddsa_verify);

void reddsa_verify_batch_64(benchmark::State& state) {
    tacit::testing::SeededRng rng(4);
    std::vector<SignedMessage> items;
    for (std::size_t i = 0; i < kBatch; ++i) {
        const SigningKey key = make_key(rng);
        items.push_back({key.verification_key(), kMessage, sign(key, kMessage, rng)});
    }
    for (auto _ : state)
        if (!verify_batch(items, rng).ok()) state.SkipWithError("refused");
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kBatch));
}
BENCHMARK(reddsa_verify_batch_64);

}  // namespace
}  // namespace tacit::zk::jubjub
