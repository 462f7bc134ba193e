#include "zk/plonk/description.hpp"

#include <map>

#include "base/codec.hpp"
#include "base/hex.hpp"
#include "zk/hash/blake2b.hpp"
#include "zk/plonk/active_gates.hpp"

namespace tacit::zk::plonk {
namespace {

std::string line(const std::string& name, const std::string& value) {
    return name + ": " + value + "\n";
}

std::string line(const std::string& name, std::size_t value) {
    return line(name, std::to_string(value));
}

std::size_t copied_cells(const Circuit& circuit) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < circuit.sigma.size(); ++i) out += circuit.sigma[i] != i;
    return out;
}

std::string gadget_lines(const Circuit& circuit) {
    std::vector<std::size_t> rows(circuit.gadgets.size());
    for (const std::uint16_t gadget : circuit.gadget_of_row) ++rows[gadget];
    std::string out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out += line("gadget " + circuit.gadgets[i], rows[i]);
    return out;
}

std::string gate_lines(const Circuit& circuit) {
    std::map<Gate, std::size_t> rows;
    for (const auto& fixed : circuit.fixed)
        for (const Gate gate : active_gates(fixed)) ++rows[gate];
    std::string out;
    for (const auto& [gate, count] : rows) out += line(std::string("gate ") + name_of(gate), count);
    return out;
}

}  // namespace

ByteArray<32> shape_digest(const Circuit& circuit) {
    Writer out;
    out.u64(circuit.size);
    for (const auto& row : circuit.fixed)
        for (const Fr& x : row) out.fixed(x.encode());
    for (const std::uint32_t next : circuit.sigma) out.u32(next);
    out.u32(static_cast<std::uint32_t>(circuit.public_rows.size()));
    for (const std::uint32_t row : circuit.public_rows) out.u32(row);
    return blake2b_256(Personalisation("Tacit_PlonkShape"), out.bytes());
}

std::string describe_circuit(const Circuit& circuit, const VerifyingKey& key) {
    return line("circuit", key.id().circuit) + line("version", key.id().version) +
           line("protocol version", kProtocolVersion) + line("rows", circuit.size) +
           line("rows used", circuit.rows_used()) + gadget_lines(circuit) + gate_lines(circuit) +
           line("public inputs", circuit.public_rows.size()) +
           line("copied cells", copied_cells(circuit)) + line("quotient chunks", key.chunks()) +
           line("proof bytes", key.proof_size_bytes()) +
           line("shape digest", encode_hex(shape_digest(circuit))) +
           line("verifying key digest", encode_hex(key.digest()));
}

}  // namespace tacit::zk::plonk
