#include "zk/plonk/keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/curve/msm.hpp"
#include "zk/field/polynomial.hpp"
#include "zk/plonk/description.hpp"
#include "zk/plonk/testing/sample_circuits.hpp"

namespace tacit::zk::plonk::keys_test {
namespace {

using testing::kSampleId;
using testing::sample_circuit;
using testing::sample_keys;
using testing::SampleKeys;

const BuiltCircuit& built() {
    static const BuiltCircuit shared = sample_circuit(1);
    return shared;
}

const SampleKeys& keys() {
    static const SampleKeys shared = sample_keys(built().circuit);
    return shared;
}

DecodeError refusal(const Bytes& bytes) {
    const auto key = VerifyingKey::decode(bytes);
    EXPECT_FALSE(key.ok());
    return key.ok() ? DecodeError{} : key.error();
}

Bytes with_byte(std::size_t at, std::uint8_t value) {
    Bytes bytes = keys().verifying().encode();
    bytes[at] = value;
    return bytes;
}

constexpr std::size_t kRowsAt = 13, kShiftsAt = kRowsAt + 5 * 4, kPointsAt = kShiftsAt + 5 * 32;

TEST(VerifyingKey, DecodeThenEncodeGivesTheSameBytes) {
    const Bytes bytes = keys().verifying().encode();
    EXPECT_EQ(bytes.size(), kPointsAt + 38 * 96);
    const auto key = VerifyingKey::decode(bytes);
    ASSERT_TRUE(key.ok());
    EXPECT_EQ(key->encode(), bytes);
    EXPECT_TRUE(*key == keys().verifying());
    EXPECT_EQ(key->id(), kSampleId);
    EXPECT_EQ(key->public_inputs(), 5u);
}

TEST(VerifyingKey, RefusesWhatIsNoKey) {
    Bytes bytes = keys().verifying().encode();
    EXPECT_EQ(refusal({}).code, DecodeErrorCode::kTruncated);
    bytes.push_back(0);
    EXPECT_EQ(refusal(bytes).code, DecodeErrorCode::kTrailingBytes);
    bytes.resize(bytes.size() - 2);
    EXPECT_EQ(refusal(bytes).code, DecodeErrorCode::kTruncated);
    const DecodeError log_size{DecodeErrorCode::kInvalidValue, 8, "log size"};
    EXPECT_EQ(refusal(with_byte(8, 3)), log_size);
    EXPECT_EQ(refusal(with_byte(8, 12)), log_size);
    EXPECT_EQ(refusal(with_byte(11, 1)).code, DecodeErrorCode::kTooLong);
}

TEST(VerifyingKey, RefusesPublicRowsOutsideTheTableOrTwice) {
    const DecodeError second{DecodeErrorCode::kInvalidValue, kRowsAt + 4, "public row"};
    EXPECT_EQ(refusal(with_byte(kRowsAt + 4, 128)), second);
    Bytes twice = keys().verifying().encode();
    std::copy_n(twice.begin() + kRowsAt, 4, twice.begin() + kRowsAt + 4);
    EXPECT_EQ(refusal(twice), second);
}

TEST(VerifyingKey, RefusesShiftsWhoseCosetsMeet) {
    const DecodeError shifts{DecodeErrorCode::kInvalidValue, kShiftsAt, "coset shift"};
    const auto with_second_shift = [](const Fr& shift) {
        Bytes bytes = keys().verifying().encode();
        const auto encoded = shift.encode();
        std::copy(encoded.begin(), encoded.end(), bytes.begin() + kShiftsAt + 32);
        return bytes;
    };
    EXPECT_EQ(refusal(with_second_shift(Fr())), shifts);
    EXPECT_EQ(refusal(with_second_shift(Fr::one())), shifts);
    EXPECT_EQ(refusal(with_second_shift(keys().verifying().domain().element(3))), shifts);
    EXPECT_EQ(refusal(with_second_shift(Fr(49) * keys().verifying().domain().omega())), shifts);
    EXPECT_EQ(refusal(with_byte(kShiftsAt + 31, 0xff)).code, DecodeErrorCode::kNonCanonical);
}

TEST(VerifyingKey, RefusesBadPoints) {
    const DecodeError error = refusal(with_byte(kPointsAt + 95, 0x55));
    EXPECT_EQ(error.code, DecodeErrorCode::kNotOnCurve);
    EXPECT_EQ(error.offset, kPointsAt);
}

TEST(VerifyingKey, EveryPartEntersTheDigest) {
    const auto& parts = keys().verifying().parts();
    std::vector<VerifyingKey::Parts> changed(7, parts);
    changed[0].id.circuit += 1;
    changed[1].id.version += 1;
    changed[2].log_size += 1;
    changed[3].public_rows[4] += 1;
    changed[4].coset_shifts[4] += Fr(1);
    changed[5].fixed[32] = G1Affine::generator();
    changed[6].sigmas[4] = G1Affine::generator();
    for (const auto& each : changed)
        EXPECT_NE(VerifyingKey::from_unchecked_parts(each).digest(), keys().verifying().digest());
}

TEST(KeyGeneration, CommitmentsAreThoseOfTheColumns) {
    const auto powers = zk::testing::test_setup().powers();
    InlineExecutor executor;
    const ProvingKey& key = keys().proving;
    for (const std::size_t i : {std::size_t{0}, index_of(Column::kK4), index_of(Column::kD3)}) {
        const G1 commitment =
            msm_vartime(powers.first(key.fixed[i].size()), key.fixed[i], executor);
        EXPECT_EQ(commitment.to_affine(), key.verifying_key.parts().fixed[i]);
        for (const std::size_t row : {0u, 5u, 77u})
            EXPECT_EQ(evaluate(key.fixed[i], key.domain().element(row)), key.circuit.fixed[row][i]);
    }
    for (std::size_t i = 0; i < kRoutedWires; ++i)
        EXPECT_EQ(
            msm_vartime(powers.first(key.sigmas[i].size()), key.sigmas[i], executor).to_affine(),
            key.verifying_key.parts().sigmas[i]);
}

/// 1024 rows go through the Lagrange basis, others through coefficients: the same commitments.
TEST(KeyGeneration, LagrangeBasisAndCoefficientsAgree) {
    const auto circuit = sample_circuit(1, 1024).circuit;
    InlineExecutor executor;
    const zk::Setup& setup = zk::testing::test_setup();
    const zk::Setup without = zk::Setup::from_unchecked_parts(
        std::vector<G1Affine>(setup.powers().begin(), setup.powers().end()), setup.tau_g2(), {});
    EXPECT_TRUE(make_verifying_key(circuit, kSampleId, setup, executor) ==
                make_verifying_key(circuit, kSampleId, without, executor));
}

/// Gates, layout, key generation or encoding changed if this differs: that needs a new version.
TEST(Description, IsPinned) {
    EXPECT_EQ(describe_circuit(built().circuit, keys().verifying()),
              "circuit: 7\n"
              "version: 1\n"
              "protocol version: 1\n"
              "rows: 128\n"
              "rows used: 99\n"
              "gadget constants: 2\n"
              "gadget range: 8\n"
              "gadget key: 65\n"
              "gadget hash: 22\n"
              "gadget arithmetic: 2\n"
              "gate IN: 2\n"
              "gate MID: 2\n"
              "gate PARTIAL: 10\n"
              "gate EXIT: 2\n"
              "gate BACK: 2\n"
              "gate OUT: 2\n"
              "gate MEMBER: 1\n"
              "gate ARITH: 8\n"
              "gate RANGE: 8\n"
              "gate FIXED_BASE: 63\n"
              "public inputs: 5\n"
              "copied cells: 25\n"
              "quotient chunks: 2\n"
              "proof bytes: 1920\n"
              "shape digest: 3a0a7193f60e017e684c8be67dcda31f3e10fafab9be5e151acfecf8dd55590f\n"
              "verifying key digest: "
              "0621a188f9eee10f42fdd40a7455681045eed62c4ee3abea774837cef0adff48\n");
}

}  // namespace
}  // namespace tacit::zk::plonk::keys_test
