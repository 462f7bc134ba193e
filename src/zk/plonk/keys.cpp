#include "zk/plonk/keys.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/codec.hpp"
#include "zk/curve/msm.hpp"
#include "zk/field/polynomial.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::zk::plonk {
namespace {

int log2_exact(std::size_t n) {
    int log = 0;
    while ((std::size_t{1} << log) < n) ++log;
    TACIT_CHECK((std::size_t{1} << log) == n && log >= kLogSizeMin && log <= kLogSizeMax);
    return log;
}

/// 1, g, g^2, .. for the generator g of the whole group: their cosets of H are different.
std::array<Fr, kRoutedWires> default_shifts() {
    std::array<Fr, kRoutedWires> out;
    out[0] = Fr::one();
    for (std::size_t i = 1; i < kRoutedWires; ++i) out[i] = out[i - 1] * multiplicative_generator();
    return out;
}

/// k_i·H and k_j·H are the same coset exactly when (k_i)^n = (k_j)^n.
bool cosets_differ(const std::array<Fr, kRoutedWires>& shifts, std::size_t n) {
    for (std::size_t i = 0; i < kRoutedWires; ++i) {
        if (shifts[i].is_zero()) return false;
        for (std::size_t j = 0; j < i; ++j)
            if (shifts[i].pow(n) == shifts[j].pow(n)) return false;
    }
    return true;
}

/// By row, the values of the five sigma polynomials: position (column, row) ->
/// k_column'·omega^row'.
std::vector<std::array<Fr, kRoutedWires>> sigma_values(const Circuit& circuit,
                                                       const EvaluationDomain& domain,
                                                       const std::array<Fr, kRoutedWires>& shifts) {
    std::vector<std::array<Fr, kRoutedWires>> out(circuit.size);
    for (std::size_t position = 0; position < circuit.sigma.size(); ++position) {
        const Cell from = circuit.cell_at(position);
        const Cell to = circuit.cell_at(circuit.sigma[position]);
        out[from.row][from.column] = shifts[to.column] * domain.element(to.row);
    }
    return out;
}

std::vector<Fr> column_values(const Circuit& circuit, std::size_t column) {
    std::vector<Fr> out(circuit.size);
    for (std::size_t row = 0; row < circuit.size; ++row) out[row] = circuit.fixed[row][column];
    return out;
}

std::vector<Fr> sigma_column(const std::vector<std::array<Fr, kRoutedWires>>& values,
                             std::size_t column) {
    std::vector<Fr> out(values.size());
    for (std::size_t row = 0; row < values.size(); ++row) out[row] = values[row][column];
    return out;
}

G1 commit_to_values(std::vector<Fr> values, const EvaluationDomain& domain, const Setup& setup,
                    Executor& executor) {
    const auto basis = setup.lagrange_basis(domain.log_size());
    if (!basis.empty()) return msm_vartime(basis, values, executor);
    domain.inverse_fft(values);
    return msm_vartime(setup.powers().first(values.size()), values, executor);
}

Result<std::vector<std::uint32_t>, DecodeError> decode_public_rows(Reader& in, std::size_t n) {
    const std::size_t offset = in.offset();
    TACIT_TRY(const std::uint32_t count, in.u32("public inputs"));
    if (count > n) return fail(DecodeError{DecodeErrorCode::kTooLong, offset, "public inputs"});
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t at = in.offset();
        TACIT_TRY(const std::uint32_t row, in.u32("public row"));
        if (row >= n || std::find(rows.begin(), rows.end(), row) != rows.end())
            return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "public row"});
        rows.push_back(row);
    }
    return rows;
}

Result<void, DecodeError> decode_points(Reader& in, std::span<G1Affine> out, const char* field) {
    for (G1Affine& point : out) {
        const std::size_t offset = in.offset();
        TACIT_TRY(const ByteSpan bytes, in.fixed(G1Affine::kUncompressedSizeBytes, field));
        TACIT_TRY(point, G1Affine::decode_uncompressed(bytes, Infinity::kAccept, field, offset));
    }
    return {};
}

}  // namespace

Bytes VerifyingKey::encode() const {
    const Parts& p = parts();
    Writer out;
    out.u32(p.id.circuit);
    out.u32(p.id.version);
    out.u8(static_cast<std::uint8_t>(p.log_size));
    out.u32(static_cast<std::uint32_t>(p.public_rows.size()));
    for (const std::uint32_t row : p.public_rows) out.u32(row);
    for (const Fr& shift : p.coset_shifts) out.fixed(shift.encode());
    for (const G1Affine& point : p.fixed) out.fixed(point.encode_uncompressed());
    for (const G1Affine& point : p.sigmas) out.fixed(point.encode_uncompressed());
    return out.take();
}

Result<VerifyingKey, DecodeError> VerifyingKey::decode(ByteSpan bytes) {
    Reader in(bytes);
    Parts p;
    TACIT_TRY(p.id.circuit, in.u32("circuit id"));
    TACIT_TRY(p.id.version, in.u32("circuit version"));
    TACIT_TRY(const std::uint8_t log_size, in.u8("log size"));
    if (log_size < kLogSizeMin || log_size > kLogSizeMax)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, 8, "log size"});
    p.log_size = log_size;
    const std::size_t n = std::size_t{1} << log_size;
    TACIT_TRY(p.public_rows, decode_public_rows(in, n));
    const std::size_t shifts_offset = in.offset();
    for (Fr& shift : p.coset_shifts) {
        const std::size_t offset = in.offset();
        TACIT_TRY(const ByteSpan view, in.fixed(Fr::kSizeBytes, "coset shift"));
        TACIT_TRY(shift, Fr::decode(view, "coset shift", offset));
    }
    if (!cosets_differ(p.coset_shifts, n))
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, shifts_offset, "coset shift"});
    TACIT_TRY_VOID(decode_points(in, p.fixed, "fixed column"));
    TACIT_TRY_VOID(decode_points(in, p.sigmas, "sigma"));
    TACIT_TRY_VOID(in.finish());
    return from_unchecked_parts(std::move(p));
}

VerifyingKey VerifyingKey::from_unchecked_parts(Parts parts) {
    EvaluationDomain domain(parts.log_size);
    std::vector<G1Affine> points(parts.fixed.begin(), parts.fixed.end());
    points.insert(points.end(), parts.sigmas.begin(), parts.sigmas.end());
    points.push_back(G1Affine::generator());
    InlineExecutor executor;
    FixedBaseTable table(points, FixedBaseTable::best_bits(points.size()), executor);
    auto state =
        std::make_shared<State>(State{std::move(parts), std::move(domain), std::move(table), {}});
    VerifyingKey key(state);
    state->digest = blake2b_256(Personalisation("Tacit_PlonkVkey"), key.encode());
    return key;
}

VerifyingKey make_verifying_key(const Circuit& circuit, CircuitId id, const Setup& setup,
                                Executor& executor) {
    const int log_size = log2_exact(circuit.size);
    const EvaluationDomain domain(log_size);
    VerifyingKey::Parts parts{id, log_size, circuit.public_rows, default_shifts(), {}, {}};
    const auto sigmas = sigma_values(circuit, domain, parts.coset_shifts);
    std::vector<G1> points(VerifyingKey::kPoints);
    executor.run(points.size(), [&](std::size_t i) {
        InlineExecutor here;
        points[i] = commit_to_values(
            i < kColumns ? column_values(circuit, i) : sigma_column(sigmas, i - kColumns), domain,
            setup, here);
    });
    const auto affine = to_affine(points);
    std::copy_n(affine.begin(), kColumns, parts.fixed.begin());
    std::copy_n(affine.begin() + kColumns, kRoutedWires, parts.sigmas.begin());
    return VerifyingKey::from_unchecked_parts(std::move(parts));
}

namespace {

/// Values of all the key's polynomials on shift·H_2n.
std::vector<KeyPoint> coset_points(const ProvingKey& key, const Fr& shift, Executor& executor) {
    const EvaluationDomain& wide = key.double_domain;
    std::vector<KeyPoint> out(wide.size());
    executor.run(VerifyingKey::kPoints, [&](std::size_t i) {
        std::vector<Fr> values = i < kColumns ? key.fixed[i] : key.sigmas[i - kColumns];
        values.resize(wide.size());
        wide.coset_fft(values, shift);
        for (std::size_t at = 0; at < values.size(); ++at)
            (i < kColumns ? out[at].fixed[i] : out[at].sigmas[i - kColumns]) = values[at];
    });
    // L_0(x) = (x^n - 1) / (n (x - 1))
    std::vector<Fr> denominators(wide.size());
    Fr x = shift;
    for (std::size_t at = 0; at < out.size(); ++at, x *= wide.omega()) {
        out[at].x = x;
        denominators[at] = x - Fr::one();
    }
    invert_all(denominators);
    for (std::size_t at = 0; at < out.size(); ++at)
        out[at].first_lagrange =
            key.domain().vanishing_at(out[at].x) * denominators[at] * key.domain().size_inverse();
    return out;
}

}  // namespace

ProvingKey make_proving_key(Circuit circuit, VerifyingKey verifying_key, const Setup& setup,
                            Executor& executor) {
    const auto shape = commitment_key_shape(verifying_key.parts().log_size);
    return make_proving_key(std::move(circuit), std::move(verifying_key),
                            make_commitment_key(setup, shape, executor), executor);
}

ProvingKey make_proving_key(Circuit circuit, VerifyingKey verifying_key, CommitmentKey commitments,
                            Executor& executor) {
    TACIT_CHECK(circuit.size == verifying_key.size());
    TACIT_CHECK(circuit.public_rows == verifying_key.parts().public_rows);
    const int log_size = verifying_key.parts().log_size;
    const auto shape = commitment_key_shape(log_size);
    TACIT_CHECK(commitments.coefficients.size() == shape.coefficients);
    ProvingKey key{std::move(circuit),
                   std::move(verifying_key),
                   EvaluationDomain(log_size + 1),
                   {},
                   {},
                   {},
                   {},
                   {},
                   std::move(commitments)};
    key.sigma_values =
        sigma_values(key.circuit, key.domain(), key.verifying_key.parts().coset_shifts);
    for (std::size_t i = 0; i < kColumns; ++i) {
        key.fixed.push_back(column_values(key.circuit, i));
        key.domain().inverse_fft(key.fixed.back());
    }
    for (std::size_t i = 0; i < kRoutedWires; ++i) {
        key.sigmas.push_back(sigma_column(key.sigma_values, i));
        key.domain().inverse_fft(key.sigmas.back());
    }
    Fr shift = Fr::one();
    for (std::size_t c = 0; c < kQuotientCosets; ++c) {
        shift *= multiplicative_generator();
        key.coset_shifts[c] = shift;
        key.cosets[c] = coset_points(key, shift, executor);
    }
    return key;
}

}  // namespace tacit::zk::plonk
