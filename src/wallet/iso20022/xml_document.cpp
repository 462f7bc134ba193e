#include "wallet/iso20022/xml_document.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "base/utf8.hpp"
#include "wallet/payfile/xml_text.hpp"

namespace tacit::wallet {
namespace {

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

/// Encodings that libxml2 and every iconv read without tables of their own making. Others reach
/// converters that have had memory errors (CVE-2024-2961), and payroll software writes none.
constexpr std::array<std::string_view, 7> kEncodings = {
    "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"};

/// Of a name that a stranger wrote.
constexpr std::size_t kEncodingNameShown = 40;

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// The encoding that the XML declaration names, as it is written; "utf-8" if it names none, and
/// empty where the name cannot be read.
std::string declared_encoding(std::string_view text) {
    if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
    if (!text.starts_with("<?xml")) return "utf-8";
    const std::string_view declaration = text.substr(0, text.find("?>"));
    std::size_t at = declaration.find("encoding");
    if (at == std::string_view::npos) return "utf-8";
    at = declaration.find_first_of("\"'", at);
    if (at == std::string_view::npos) return "";
    const std::size_t end = declaration.find(declaration[at], at + 1);
    if (end == std::string_view::npos) return "";
    return std::string(declaration.substr(at + 1, end - at - 1));
}

bool is_utf8_name(const std::string& name) {
    return name == "utf-8" || name == "utf8";
}

/// What keeps the file from being read in the encoding that it is in, or says that it is in; a
/// sentence that names it.
std::optional<std::string> find_encoding_fault(std::string_view text) {
    // UTF-16 and UTF-32 put a zero byte or their mark into the first four; a document hidden in
    // them would pass the check of the declaration.
    if (text.substr(0, 4).find('\0') != std::string_view::npos || text.starts_with("\xff\xfe") ||
        text.starts_with("\xfe\xff"))
        return "the file is in UTF-16: save it in UTF-8";
    if (text.starts_with("\x4c\x6f\xa7\x94"))  // "<?xm"
        return "the file is in EBCDIC: save it in UTF-8";
    const std::string declared = declared_encoding(text);
    const std::string name = lower_case(declared);
    if (name.empty()) return "the file's declaration of its encoding cannot be read";
    const std::string told = "the file declares the encoding " +
                             printable(declared.substr(0, kEncodingNameShown)) + ", ";
    if (text.starts_with(kUtf8Mark) && !is_utf8_name(name))
        return told + "and begins with the mark of UTF-8: declare UTF-8";
    if (std::find(kEncodings.begin(), kEncodings.end(), name) != kEncodings.end())
        return std::nullopt;
    if (name.starts_with("utf") || name.starts_with("ucs"))
        return told + "and is not in it: declare UTF-8, if that is what it is in";
    return told +
           "which is not read: UTF-8, US-ASCII, ISO-8859-1, ISO-8859-15 and windows-1252 are";
}

XmlError error_at(XmlErrorKind kind, std::string_view text, std::size_t offset, std::string what) {
    const auto line = std::ranges::count(text.substr(0, offset), '\n') + 1;
    return {kind, static_cast<std::size_t>(line), 0, std::move(what)};
}

/// libxml2 says no more of it than the bytes.
std::optional<XmlError> find_broken_utf8(std::string_view text) {
    if (!is_utf8_name(lower_case(declared_encoding(text)))) return std::nullopt;
    const auto bad = find_invalid_utf8(text);
    if (!bad) return std::nullopt;
    return error_at(XmlErrorKind::kNotWellFormed, text, *bad,
                    "bytes that are not UTF-8, which the file is said to be in: save it in UTF-8, "
                    "or declare the encoding that it is in, such as windows-1252");
}

/// What the callbacks of one parse share, found through the parser context.
struct ParseState {
    bool saw_doctype = false;
    std::size_t doctype_line = 0;
};

std::size_t current_line(xmlParserCtxtPtr context) {
    return context->input == nullptr ? 0 : static_cast<std::size_t>(context->input->line);
}

/// Called at the name of a DOCTYPE, before any declaration in it is read: entity expansion
/// (billion laughs) and external entities (XXE) end here.
void refuse_doctype(void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto* const context = static_cast<xmlParserCtxtPtr>(user);
    auto* const state = static_cast<ParseState*>(context->_private);
    state->saw_doctype = true;
    state->doctype_line = current_line(context);
    xmlStopParser(context);
}

/// Keeps the line of each element: libxml2's own field has 16 bits, payrolls have more lines.
void start_element(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                   int namespace_count, const xmlChar** namespaces, int attribute_count,
                   int default_count, const xmlChar** attributes) {
    auto* const context = static_cast<xmlParserCtxtPtr>(user);
    xmlSAX2StartElementNs(user, name, prefix, uri, namespace_count, namespaces, attribute_count,
                          default_count, attributes);
    if (context->node != nullptr) {
        const auto line = static_cast<std::uintptr_t>(current_line(context));
        context->node->_private = reinterpret_cast<void*>(line);
    }
}

struct FreeContext {
    void operator()(xmlParserCtxtPtr context) const { xmlFreeParserCtxt(context); }
};
using ContextPtr = std::unique_ptr<xmlParserCtxt, FreeContext>;

std::string message_of(const xmlError* error) {
    std::string text = error == nullptr || error->message == nullptr ? "not XML" : error->message;
    while (!text.empty() && (text.back() == '\n' || text.back() == '.')) text.pop_back();
    std::ranges::replace(text, '\n', ' ');
    return text;
}

/// The node that comes next in the document, or none.
const xmlNode* next_node(const xmlNode* node) {
    if (node->children != nullptr && node->type == XML_ELEMENT_NODE) return node->children;
    while (node != nullptr && node->next == nullptr) node = node->parent;
    return node == nullptr || node->type == XML_DOCUMENT_NODE ? nullptr : node->next;
}

bool has_bad_attribute(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE) return false;
    for (const xmlAttr* each = node->properties; each != nullptr; each = each->next)
        for (const xmlNode* text = each->children; text != nullptr; text = text->next)
            if (find_bad_text(view(text->content))) return true;
    return false;
}

/// DEL and C1 controls: well-formed, and never meant. Windows-1252 that is declared as ISO-8859-1
/// has them where it has quotes and euro signs.
std::optional<XmlError> find_control(const XmlElement& root, const xmlNode* first) {
    std::size_t line = root.line();
    for (const xmlNode* node = first; node != nullptr; node = next_node(node)) {
        if (node->type == XML_ELEMENT_NODE) line = XmlElement(node).line();
        const bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (!has_bad_attribute(node) && !(is_text && find_bad_text(view(node->content)))) continue;
        return XmlError{XmlErrorKind::kBadEncoding, line, 0,
                        "a control character: the file is in another encoding than it declares, "
                        "windows-1252 perhaps, or it is damaged"};
    }
    return std::nullopt;
}

XmlError not_well_formed(xmlParserCtxtPtr context) {
    const xmlError* const error = xmlCtxtGetLastError(context);
    XmlError out{XmlErrorKind::kNotWellFormed, 1, 0, message_of(error)};
    if (error != nullptr && error->line > 0) out.line = static_cast<std::size_t>(error->line);
    if (error != nullptr && error->int2 > 0) out.column = static_cast<std::size_t>(error->int2);
    return out;
}

}  // namespace

void XmlDocument::Free::operator()(_xmlDoc* document) const {
    xmlFreeDoc(document);
}

Result<XmlDocument, XmlError> XmlDocument::parse(ByteSpan input, std::size_t size_bytes_max) {
    if (input.size() > size_bytes_max)
        return fail(XmlError{XmlErrorKind::kTooLarge, 0, 0, "the file is too large: split it"});
    if (auto fault = find_encoding_fault(as_text(input)))
        return fail(XmlError{XmlErrorKind::kBadEncoding, 1, 0, std::move(*fault)});
    xmlInitParser();
    const ContextPtr context(xmlNewParserCtxt());
    TACIT_CHECK(context != nullptr);
    ParseState state;
    context->_private = &state;
    context->sax->internalSubset = refuse_doctype;
    context->sax->externalSubset = refuse_doctype;
    context->sax->startElementNs = start_element;
    // Not XML_PARSE_HUGE: libxml2's own bounds on depth (256) and text (10 MB) stay on. Not NOENT,
    // DTDLOAD or XINCLUDE: nothing is fetched or expanded.
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                        XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    XmlDocument document(
        xmlCtxtReadMemory(context.get(), reinterpret_cast<const char*>(input.data()),
                          static_cast<int>(input.size()), nullptr, nullptr, options));
    if (state.saw_doctype) {
        return fail(XmlError{XmlErrorKind::kDoctype, state.doctype_line, 0,
                             "a DOCTYPE is not allowed in a payment file"});
    }
    if (document.x_document == nullptr || context->wellFormed == 0 || !document.root())
        return fail(find_broken_utf8(as_text(input)).value_or(not_well_formed(context.get())));
    if (auto control = find_control(document.root(), xmlDocGetRootElement(document.raw())))
        return fail(std::move(*control));
    return document;
}

XmlElement XmlDocument::root() const {
    return XmlElement(xmlDocGetRootElement(x_document.get()));
}

std::string_view XmlElement::name() const {
    return x_node == nullptr ? std::string_view() : view(x_node->name);
}

std::string_view XmlElement::name_space() const {
    return x_node == nullptr || x_node->ns == nullptr ? std::string_view() : view(x_node->ns->href);
}

std::size_t XmlElement::line() const {
    return x_node == nullptr ? 0 : reinterpret_cast<std::uintptr_t>(x_node->_private);
}

XmlElement XmlElement::parent() const {
    if (x_node == nullptr || x_node->parent == nullptr) return {};
    return x_node->parent->type == XML_ELEMENT_NODE ? XmlElement(x_node->parent) : XmlElement();
}

namespace {

XmlElement element_from(const xmlNode* node) {
    while (node != nullptr && node->type != XML_ELEMENT_NODE) node = node->next;
    return XmlElement(node);
}

}  // namespace

XmlElement XmlElement::first_child() const {
    return x_node == nullptr ? XmlElement() : element_from(x_node->children);
}

XmlElement XmlElement::next_sibling() const {
    return x_node == nullptr ? XmlElement() : element_from(x_node->next);
}

XmlElement XmlElement::child(std::string_view name) const {
    for (XmlElement each = first_child(); each; each = each.next_sibling()) {
        if (each.name() == name && each.name_space() == name_space()) return each;
    }
    return {};
}

std::vector<XmlElement> XmlElement::children(std::string_view name) const {
    std::vector<XmlElement> out;
    for (XmlElement each = first_child(); each; each = each.next_sibling()) {
        if (each.name() == name && each.name_space() == name_space()) out.push_back(each);
    }
    return out;
}

namespace {

std::string take_string(xmlChar* text) {
    std::string out(view(text));
    xmlFree(text);
    return out;
}

}  // namespace

std::string XmlElement::text() const {
    return x_node == nullptr ? std::string() : take_string(xmlNodeGetContent(x_node));
}

std::string XmlElement::trimmed_text() const {
    const std::string all = text();
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t start = all.find_first_not_of(kBlanks);
    if (start == std::string::npos) return {};
    return all.substr(start, all.find_last_not_of(kBlanks) - start + 1);
}

std::string XmlElement::attribute(const char* name) const {
    if (x_node == nullptr) return {};
    return take_string(xmlGetNoNsProp(x_node, reinterpret_cast<const xmlChar*>(name)));
}

}  // namespace tacit::wallet
