#include "wallet/iso20022/xml_writer.hpp"

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "wallet/payfile/xml_text.hpp"

namespace tacit::wallet {

XmlWriter::XmlWriter(std::string_view name_space)
    : x_out("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"") {
    x_out += escape_xml(name_space);
    x_out += "\">\n";
    x_open.push_back("Document");
}

void XmlWriter::indent() {
    x_out.append(2 * x_open.size(), ' ');
}

void XmlWriter::open(std::string_view name) {
    indent();
    x_out.append("<").append(name).append(">\n");
    x_open.push_back(name);
}

void XmlWriter::close() {
    TACIT_CHECK(!x_open.empty());
    const std::string_view name = x_open.back();
    x_open.pop_back();
    indent();
    x_out.append("</").append(name).append(">\n");
}

void XmlWriter::element(std::string_view name, std::string_view text) {
    indent();
    x_out.append("<").append(name).append(">").append(escape_xml(text));
    x_out.append("</").append(name).append(">\n");
}

void XmlWriter::optional(std::string_view name, std::string_view text) {
    if (!text.empty()) element(name, text);
}

void XmlWriter::amount(std::string_view name, std::string_view currency, std::string_view value) {
    indent();
    x_out.append("<").append(name).append(" Ccy=\"").append(escape_xml(currency)).append("\">");
    x_out.append(escape_xml(value)).append("</").append(name).append(">\n");
}

Bytes XmlWriter::finish() {
    while (!x_open.empty()) close();
    return Bytes(x_out.begin(), x_out.end());
}

std::string escape_xml(std::string_view text) {
    std::string out;
    for (const char c : to_xml_text(text)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            // A reader turns a bare CR into LF.
            case '\r':
                out += "&#13;";
                break;
            default:
                out.push_back(c);
        }
    }
    return out;
}

std::vector<std::string> split_text(std::string_view text, std::size_t characters_max) {
    const std::string clean = to_xml_text(text);
    std::vector<std::string> out;
    std::size_t count = characters_max;
    for (std::string_view rest = clean; !rest.empty();) {
        const auto point = first_code_point(rest);
        TACIT_CHECK(point.has_value());
        if (count == characters_max) {
            out.emplace_back();
            count = 0;
        }
        out.back().append(rest.substr(0, point->size_bytes));
        ++count;
        rest.remove_prefix(point->size_bytes);
    }
    return out;
}

}  // namespace tacit::wallet
