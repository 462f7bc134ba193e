#include "wallet/iso20022/xml_schema.hpp"

#include <cstddef>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

namespace tacit::wallet {
namespace {

/// The largest of the five is 106 kB.
constexpr std::size_t kSchemaSizeMax = std::size_t{4} << 20;
constexpr std::size_t kValidateSizeMax = std::size_t{1} << 30;

struct FreeParser {
    void operator()(xmlSchemaParserCtxtPtr context) const { xmlSchemaFreeParserCtxt(context); }
};
struct FreeValidator {
    void operator()(xmlSchemaValidCtxtPtr context) const { xmlSchemaFreeValidCtxt(context); }
};

void ignore_error(void*, xmlErrorPtr) {}

std::optional<Bytes> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string content(kSchemaSizeMax + 1, '\0');  // one more is refused as too large
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (file.bad()) return std::nullopt;
    const auto bytes = as_bytes(content).first(static_cast<std::size_t>(file.gcount()));
    return Bytes(bytes.begin(), bytes.end());
}

/// libxml2 writes names as '{namespace}name'; people know the name alone. Other braces stay: a
/// pattern such as [A-Z]{2,2} says nothing without its quantifiers.
std::string readable(const char* message, const std::string& name_space) {
    std::string text = message == nullptr ? "against the schema" : message;
    const std::string prefix = "{" + name_space + "}";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
        text.erase(at, prefix.size());
    while (!text.empty() && (text.back() == '\n' || text.back() == '.')) text.pop_back();
    constexpr std::string_view kSet = "of the set {";  // of the values that are allowed
    if (const std::size_t at = text.rfind(kSet); at != std::string::npos && text.back() == '}') {
        text.pop_back();
        text.erase(at + kSet.size() - 1, 1);
    }
    return text;
}

struct Collector {
    std::string name_space;
    std::vector<SchemaViolation> violations;
    std::size_t violations_max = 0;
};

const xmlNode* enclosing_element(const void* place) {
    const auto* node = static_cast<const xmlNode*>(place);
    while (node != nullptr && node->type != XML_ELEMENT_NODE) node = node->parent;
    return node;
}

void collect(void* user, xmlErrorPtr error) {
    auto& collector = *static_cast<Collector*>(user);
    if (collector.violations.size() == collector.violations_max) return;
    const XmlElement element(enclosing_element(error->node));
    collector.violations.push_back(
        {element, element.line(), readable(error->message, collector.name_space)});
}

}  // namespace

void XmlSchema::Free::operator()(_xmlSchema* schema) const {
    xmlSchemaFree(schema);
}

Result<XmlSchema, SchemaError> XmlSchema::load(const std::filesystem::path& directory,
                                               IsoMessage message) {
    const std::filesystem::path path = directory / (std::string(message_name(message)) + ".xsd");
    const auto bytes = read_file(path);
    if (!bytes) return fail(SchemaError{path.string() + " is missing: run tools/fetch_schemas"});
    auto document = XmlDocument::parse(*bytes, kSchemaSizeMax);
    if (!document.ok())
        return fail(SchemaError{path.string() + " is not a schema: run tools/fetch_schemas"});
    const std::unique_ptr<xmlSchemaParserCtxt, FreeParser> parser(
        xmlSchemaNewDocParserCtxt(document->raw()));
    TACIT_CHECK(parser != nullptr);
    xmlSchemaSetParserStructuredErrors(parser.get(), ignore_error, nullptr);
    _xmlSchema* const schema = xmlSchemaParse(parser.get());
    if (schema == nullptr)
        return fail(SchemaError{path.string() + " is not a schema: run tools/fetch_schemas"});
    return XmlSchema(message, std::move(document).value(), schema);
}

std::vector<SchemaViolation> XmlSchema::check(const XmlDocument& document,
                                              std::size_t violations_max) const {
    const std::unique_ptr<xmlSchemaValidCtxt, FreeValidator> context(
        xmlSchemaNewValidCtxt(x_schema.get()));
    TACIT_CHECK(context != nullptr);
    Collector collector{message_namespace(x_message), {}, violations_max};
    xmlSchemaSetValidStructuredErrors(context.get(), collect, &collector);
    const int outcome = xmlSchemaValidateDoc(context.get(), document.raw());
    // A failure without a message must not pass as valid.
    if (outcome != 0 && collector.violations.empty())
        collector.violations.push_back({document.root(), document.root().line(),
                                        "the document cannot be checked against its schema"});
    return std::move(collector.violations);
}

Result<const XmlSchema*, SchemaError> XmlSchemas::get(IsoMessage message) {
    if (const auto found = x_loaded.find(message); found != x_loaded.end()) return &found->second;
    TACIT_TRY(XmlSchema loaded, XmlSchema::load(x_directory, message));
    return &x_loaded.emplace(message, std::move(loaded)).first->second;
}

Result<void, std::string> validate(ByteSpan xml, XmlSchemas& schemas, IsoMessage message) {
    const auto schema = schemas.get(message);
    if (!schema.ok()) return fail(schema.error().text);
    const auto document = XmlDocument::parse(xml, kValidateSizeMax);
    if (!document.ok())
        return fail("line " + std::to_string(document.error().line) + ": " + document.error().text);
    const auto violations = (*schema)->check(*document, 1);
    if (violations.empty()) return {};
    return fail("line " + std::to_string(violations[0].line) + ": " + violations[0].text);
}

}  // namespace tacit::wallet
