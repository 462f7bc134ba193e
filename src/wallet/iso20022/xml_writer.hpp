// Writes one XML document, element by element, indented by two blanks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace tacit::wallet {

class XmlWriter {
  public:
    /// Starts the document with `<Document xmlns="name_space">`.
    explicit XmlWriter(std::string_view name_space);

    /// Starts an element; `name` must outlive the writer (a literal).
    void open(std::string_view name);
    void close();
    /// A whole element. Characters that XML cannot hold, and bytes that are not UTF-8, become
    /// U+FFFD; markup characters and CR are escaped.
    void element(std::string_view name, std::string_view text);
    /// As element, left out when the text is empty (no ISO 20022 text may be).
    void optional(std::string_view name, std::string_view text);
    /// An amount with its currency.
    void amount(std::string_view name, std::string_view currency, std::string_view value);

    /// Ends all open elements and gives the document. The writer must not be used after.
    Bytes finish();

  private:
    void indent();

    std::string x_out;
    std::vector<std::string_view> x_open;
};

/// The text with markup characters and CR escaped and everything that XML cannot hold as U+FFFD.
std::string escape_xml(std::string_view text);

/// Cuts a text into pieces of at most `characters_max` code points, none lost; no piece for an
/// empty text. Characters that XML cannot hold are replaced first.
std::vector<std::string> split_text(std::string_view text, std::size_t characters_max);

}  // namespace tacit::wallet
