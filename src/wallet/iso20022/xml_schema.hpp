// The official schemas, and the check of a document against one.
#pragma once

#include <filesystem>
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
    XmlSchema(XmlDocument document, _xmlSchema* schema)
        : x_document(std::move(document)), x_schema(schema) {}

    XmlDocument x_document;  // the compiled schema points into it, so it must go last
    std::unique_ptr<_xmlSchema, Free> x_schema;
};

/// Checks bytes against the schema of `message`; the error is one sentence with the first place.
Result<void, std::string> validate(ByteSpan xml, const std::filesystem::path& schema_directory,
                                   IsoMessage message);

}  // namespace tacit::wallet
