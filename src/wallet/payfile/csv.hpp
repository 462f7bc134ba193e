// RFC 4180 records with the places of their fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wallet/payfile/payment_file.hpp"

namespace tacit::wallet {

struct CsvField {
    std::string text;  // without the quotes around it, doubled quotes made single
    FilePosition where;
};

struct CsvRecord {
    std::vector<CsvField> fields;  // at least one
};

struct CsvTable {
    std::vector<CsvRecord> records;
    std::vector<PayFileProblem> problems;  // at most kPayFileProblemsMax
};

/// Splits a text into records. Blank lines are passed over, those of commas alone too. A record
/// with a problem is left out; reading goes on after its line.
CsvTable read_csv(std::string_view text);

}  // namespace tacit::wallet
