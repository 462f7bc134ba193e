// Files to start from in tests.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "base/bytes.hpp"
#include "wallet/iso20022/message.hpp"
#include "wallet/iso20022/xml_schema.hpp"

namespace tacit::wallet::testing_samples {

inline std::filesystem::path schema_directory() {
    return std::filesystem::path(TACIT_SOURCE_DIR) / ".deps" / "schemas";
}

/// Those of schema_directory, read once a program.
inline XmlSchemas& schemas() {
    static XmlSchemas shared(schema_directory());
    return shared;
}

inline std::string read_text_file(const std::string& path_in_source) {
    std::ifstream file(std::filesystem::path(TACIT_SOURCE_DIR) / path_in_source, std::ios::binary);
    EXPECT_TRUE(file.good()) << path_in_source;
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// `text` with the first `from` replaced; `from` must be there.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return text;
}

/// Two transactions of 100.00 and 50.25 in one PmtInf; line numbers are part of the tests.
inline std::string pain001(const std::string& version) {
    const bool is_v09 = version == "09";
    const std::string date = is_v09 ? "<Dt>2025-11-28</Dt>" : "2025-11-28";
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.)" +
           version + R"(">
<CstmrCdtTrfInitn>
<GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2025-11-26T09:14:03</CreDtTm>
<NbOfTxs>2</NbOfTxs>
<CtrlSum>150.25</CtrlSum>
<InitgPty><Nm>Employer</Nm></InitgPty></GrpHdr>
<PmtInf>
<PmtInfId>BATCH-1</PmtInfId>
<PmtMtd>TRF</PmtMtd>
<NbOfTxs>2</NbOfTxs><CtrlSum>150.25</CtrlSum>
<ReqdExctnDt>)" +
           date + R"(</ReqdExctnDt>
<Dbtr><Nm>Employer</Nm></Dbtr>
<DbtrAcct><Id><IBAN>DE36000000000000000000</IBAN></Id></DbtrAcct>
<DbtrAgt><FinInstnId/></DbtrAgt>
<CdtTrfTxInf>
<PmtId><InstrId>I-1</InstrId><EndToEndId>NOTPROVIDED</EndToEndId></PmtId>
<Amt><InstdAmt Ccy="EUR">100.00</InstdAmt></Amt>
<Cdtr><Nm>Anna</Nm></Cdtr>
<CdtrAcct><Id><IBAN>DE09000000000000000001</IBAN></Id></CdtrAcct>
<RmtInf><Ustrd>Gehalt</Ustrd></RmtInf>
</CdtTrfTxInf>
<CdtTrfTxInf>
<PmtId><EndToEndId>NOTPROVIDED</EndToEndId></PmtId>
<Amt><InstdAmt Ccy="USD">50.25</InstdAmt></Amt>
<CdtrAcct><Id><Othr><Id>employee 7</Id></Othr></Id></CdtrAcct>
</CdtTrfTxInf>
</PmtInf>
</CstmrCdtTrfInitn>
</Document>
)";
}

inline ::testing::AssertionResult is_valid(const Bytes& xml, IsoMessage message) {
    const auto outcome = validate(xml, schemas(), message);
    if (outcome.ok()) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << outcome.error() << "\n" << as_text(xml);
}

}  // namespace tacit::wallet::testing_samples
