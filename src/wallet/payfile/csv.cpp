#include "wallet/payfile/csv.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "wallet/payfile/xml_text.hpp"

namespace tacit::wallet {
namespace {

/// Spreadsheets write rows that look empty as commas alone.
bool is_blank(const CsvRecord& record) {
    return std::ranges::all_of(record.fields, [](const CsvField& field) {
        return field.text.find_first_not_of(" \t") == std::string::npos;
    });
}

/// Walks over the text once, counting lines and characters.
class CsvReader {
  public:
    explicit CsvReader(std::string_view text) : x_rest(text) {}

    CsvTable read() {
        while (!x_rest.empty()) read_record();
        return std::move(x_table);
    }

  private:
    void read_record() {
        if (take_line_end()) return;  // an empty line
        CsvRecord record;
        x_has_problem = false;
        do {
            record.fields.push_back(read_field());
        } while (!x_has_problem && take(','));
        if (!x_has_problem && !x_rest.empty() && !take_line_end())
            report("a line must end in LF or CR LF, not in CR alone");
        if (x_has_problem) {
            skip_line();
        } else if (!is_blank(record)) {
            x_table.records.push_back(std::move(record));
        }
    }

    CsvField read_field() {
        CsvField field{{}, x_where};
        if (take('"')) {
            read_quoted(field);
        } else {
            read_plain(field.text);
        }
        return field;
    }

    void read_plain(std::string& out) {
        while (!x_rest.empty() && x_rest[0] != ',' && x_rest[0] != '\n' && x_rest[0] != '\r') {
            if (x_rest[0] == '"') return report("a quote inside a field that is not quoted");
            if (!take_character(out)) return;
        }
    }

    void read_quoted(CsvField& field) {
        std::string& out = field.text;
        for (;;) {
            if (x_rest.empty()) return report_at(field.where, "a quote is opened and never closed");
            if (take('"')) {
                if (!take('"')) break;
                out.push_back('"');
            } else if (!take_character(out)) {
                return;
            }
        }
        if (!x_rest.empty() && x_rest[0] != ',' && x_rest[0] != '\n' && x_rest[0] != '\r')
            report("text after a closing quote");
    }

    bool take_character(std::string& out) {
        const auto point = first_code_point(x_rest);
        if (!point) {
            report("bytes that are not UTF-8: save the file as CSV in UTF-8");
            return false;
        }
        if (!is_xml_character(point->value)) {
            report("a control character");
            return false;
        }
        out.append(x_rest.substr(0, point->size_bytes));
        advance(point->size_bytes);
        return true;
    }

    bool take(char c) {
        if (!x_rest.starts_with(c)) return false;
        advance(1);
        return true;
    }

    bool take_line_end() {
        if (x_rest.starts_with("\r\n")) advance(1);
        return take('\n');
    }

    void skip_line() {
        while (!x_rest.empty() && !take('\n')) advance(1);
    }

    void advance(std::size_t size_bytes) {
        if (x_rest[0] == '\n') {
            ++x_where.line;
            x_where.column = 1;
        } else {
            ++x_where.column;
        }
        x_rest.remove_prefix(size_bytes);
    }

    void report(const char* text) { report_at(x_where, text); }
    void report_at(const FilePosition& where, const char* text) {
        x_has_problem = true;
        if (x_table.problems.size() < kPayFileProblemsMax)
            x_table.problems.push_back({where, text});
    }

    std::string_view x_rest;
    FilePosition x_where{.line = 1, .column = 1};
    bool x_has_problem = false;
    CsvTable x_table;
};

}  // namespace

CsvTable read_csv(std::string_view text) {
    return CsvReader(text).read();
}

}  // namespace tacit::wallet
