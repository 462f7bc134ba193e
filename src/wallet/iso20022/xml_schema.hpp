// The official schemas, and the check of a document against one.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "wallet/iso20022/message.hpp"
#include "wallet/iso20022/xml_document.hpp"

struct _xmlSchema;  // NOLINT(readability-identifier-naming): libxml2's own name

namespace tacit::wallet {

/// A place where a document breaks its schema.
struct SchemaViolation {
    XmlElement element;  // none if the document's place is not known
    std::size_t line = 0;
    std::string text;
};

struct SchemaError {
    std::string text;  // which file is missing or broken, and what to do
};

class XmlSchema {
  public:
    /// Reads `directory`/NAME.xsd, as tools/fetch_schemas leaves it. Cost: a few milliseconds.
    static Result<XmlSchema, SchemaError> load(const std::filesystem::path& directory,
                                               IsoMessage message);

    /// What is wrong with the document, in its order; at most `violations_max` entries. Empty: it
    /// is valid. Ignores xsi:schemaLocation: nothing is loaded.
    std::vector<SchemaViolation> check(const XmlDocument& document,
                                       std::size_t violations_max) const;

  private:
    struct Free {
        void operator()(_xmlSchema* schema) const;
    };
    XmlSchema(IsoMessage message, XmlDocument document, _xmlSchema* schema)
        : x_message(message), x_document(std::move(document)), x_schema(schema) {}

    IsoMessage x_message;
    XmlDocument x_document;  // the compiled schema points into it, so it must go last
    std::unique_ptr<_xmlSchema, Free> x_schema;
};

/// The schemas of a directory, each read when it is first asked for and kept: reading one takes
/// longer than checking a small document against it.
class XmlSchemas {
  public:
    explicit XmlSchemas(std::filesystem::path directory) : x_directory(std::move(directory)) {}

    /// Valid as long as this object. A failure is not kept: the file may come.
    Result<const XmlSchema*, SchemaError> get(IsoMessage message);

  private:
    std::filesystem::path x_directory;
    std::map<IsoMessage, XmlSchema> x_loaded;
};

/// Checks bytes against the schema of `message`; the error is one sentence with the first place.
Result<void, std::string> validate(ByteSpan xml, XmlSchemas& schemas, IsoMessage message);

}  // namespace tacit::wallet
