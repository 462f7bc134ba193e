// An XML document from outside, read with libxml2 under the strictest terms: no DOCTYPE, no
// entities but the five predefined ones, no network, bounded size and depth.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

struct _xmlDoc;   // NOLINT(readability-identifier-naming): libxml2's own name
struct _xmlNode;  // NOLINT(readability-identifier-naming): libxml2's own name

namespace tacit::wallet {

enum class XmlErrorKind : std::uint8_t {
    kTooLarge = 1,
    kBadEncoding = 2,  // UTF-16, UTF-32, a declared encoding that is not on the list or not true
    kDoctype = 3,
    kNotWellFormed = 4,
};

struct XmlError {
    XmlErrorKind kind = XmlErrorKind::kNotWellFormed;
    std::size_t line = 0;    // 0: not known
    std::size_t column = 0;  // in bytes; 0: not known
    std::string text;
};

/// An element of a document, or none. Views the document, which must outlive it.
class XmlElement {
  public:
    XmlElement() = default;
    explicit XmlElement(const _xmlNode* node) : x_node(node) {}

    explicit operator bool() const { return x_node != nullptr; }
    bool operator==(const XmlElement&) const = default;

    /// Local name, without a prefix; empty for none. Likewise the namespace.
    std::string_view name() const;
    std::string_view name_space() const;
    /// Line of its start tag, from 1.
    std::size_t line() const;

    XmlElement parent() const;
    XmlElement first_child() const;
    XmlElement next_sibling() const;
    /// First child of this name in the element's own namespace, or none. Of none: none, so that
    /// chains need no checks: `element.child("CdtrAcct").child("Id").child("IBAN").text()`.
    XmlElement child(std::string_view name) const;
    std::vector<XmlElement> children(std::string_view name) const;

    /// All text inside, as it stands; empty for none.
    std::string text() const;
    /// text() without blanks at its ends.
    std::string trimmed_text() const;
    /// Attribute without a namespace; empty if absent.
    std::string attribute(const char* name) const;

  private:
    const _xmlNode* x_node = nullptr;
};

class XmlDocument {
  public:
    /// Reads `input`, of at most `size_bytes_max` bytes. Encodings: UTF-8 (with or without a byte
    /// order mark), or declared US-ASCII, ISO-8859-1, ISO-8859-15 or windows-1252. No text of a
    /// document has control characters but tab, LF and CR. Nothing is ever loaded besides `input`.
    static Result<XmlDocument, XmlError> parse(ByteSpan input, std::size_t size_bytes_max);

    XmlElement root() const;
    /// For the schema check alone.
    _xmlDoc* raw() const { return x_document.get(); }

  private:
    struct Free {
        void operator()(_xmlDoc* document) const;
    };
    explicit XmlDocument(_xmlDoc* document) : x_document(document) {}

    std::unique_ptr<_xmlDoc, Free> x_document;
};

}  // namespace tacit::wallet
