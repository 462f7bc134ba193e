#include "wallet/payfile/payment_file.hpp"

#include "base/codec.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::wallet {
namespace {

void write_text(Writer& writer, std::string_view text) {
    writer.var_bytes(as_bytes(text));
}

void write_account(Writer& writer, const AccountRef& account) {
    writer.u8(static_cast<std::uint8_t>(account.kind));
    write_text(writer, account.id);
}

void write_line(Writer& writer, const PaymentLine& line) {
    writer.u64(line.batch_index);
    write_text(writer, line.instruction_id);
    write_text(writer, line.end_to_end_id);
    write_text(writer, line.amount.text());
    write_text(writer, line.currency);
    write_account(writer, line.creditor);
    write_text(writer, line.creditor_name);
    write_text(writer, line.text);
    write_text(writer, line.creditor_reference);
}

}  // namespace

std::string_view format_name(PayFileFormat format) {
    switch (format) {
        case PayFileFormat::kPain001V03:
            return "pain.001.001.03";
        case PayFileFormat::kPain001V09:
            return "pain.001.001.09";
        case PayFileFormat::kCsv:
            return "CSV";
    }
    TACIT_CHECK(false);
}

std::string describe(const FilePosition& where) {
    if (where.line == 0) return "the whole file";
    std::string out = "line " + std::to_string(where.line);
    if (where.column != 0) out += ", column " + std::to_string(where.column);
    if (where.batch == 0) return out;
    out += " (PmtInf " + std::to_string(where.batch);
    if (where.transaction != 0) out += ", transaction " + std::to_string(where.transaction);
    return out + ")";
}

ByteArray<32> content_digest(const PaymentFile& file) {
    Writer writer;
    write_text(writer, file.format == PayFileFormat::kCsv ? "" : file.head.message_id);
    writer.u64(file.batches.size());
    for (const PaymentBatch& batch : file.batches) {
        write_text(writer, batch.id);
        write_account(writer, batch.debtor);
        write_text(writer, batch.debtor_name);
        writer.u64(batch.execution_date ? batch.execution_date->earliest.value() : 0);
    }
    writer.u64(file.lines.size());
    for (const PaymentLine& line : file.lines) write_line(writer, line);
    return zk::blake2b_256(zk::Personalisation("Tacit_PayFile"), writer.bytes());
}

ByteArray<16> line_key(const PaymentFile& file, const PaymentLine& line, ByteSpan wallet_key) {
    Writer writer;
    write_text(writer, file.message_id());
    writer.u64(line.where.batch);
    writer.u64(line.where.transaction);
    ByteArray<16> out;
    zk::Blake2b(zk::Personalisation("Tacit_PayLine"), out.size(), wallet_key)
        .update(writer.bytes())
        .finish(out);
    return out;
}

std::string remittance_text(const PaymentLine& line) {
    if (line.text.empty()) return line.creditor_reference;
    if (line.creditor_reference.empty()) return line.text;
    return line.text + " " + line.creditor_reference;
}

std::string describe(const PayFileError& error) {
    if (error.problems.empty()) return "the file cannot be read";
    const PayFileProblem& first = error.problems.front();
    std::string out = first.text;
    if (first.where.line != 0) out = describe(first.where) + ": " + out;
    if (const std::size_t more = error.problems.size() - 1; more != 0)
        out += " (and " + std::to_string(more) + " more)";
    return out;
}

}  // namespace tacit::wallet
