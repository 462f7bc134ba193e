// JSON Schema fragments of the node's methods.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json/parse.hpp"

namespace tacit::node::schema {

using json::Json;

/// One member of an object; `required` members are always there.
struct Member {
    std::string name;
    Json schema;
    bool required = true;
};
Json object(const std::vector<Member>& members);
Json array_of(Json items);

Json text(const std::string& description);
Json boolean(const std::string& description);
Json integer(const std::string& description, std::uint64_t max = 0,
             std::uint64_t min = 0);  // max 0: none
Json hex(const std::string& description);
/// 64 lower-case hex digits.
Json hex32(const std::string& description);
Json base64(const std::string& description);

Json height();
Json millis(const std::string& description);
/// A decimal string of an asset's smallest units.
Json units(const std::string& description);

}  // namespace tacit::node::schema
