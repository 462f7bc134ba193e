// JSON against a JSON Schema, as far as the node's own schemas go. For tests.
#pragma once

#include <algorithm>
#include <regex>
#include <string>

#include "json/parse.hpp"

namespace tacit::node::testing {

using json::Json;

bool has_type(const Json& value, const std::string& type);
/// The first place where `value` breaks `schema`; empty when it holds. A keyword that is not known
/// here breaks it too: nothing is held that was not checked.
std::string schema_breach(const Json& schema, const Json& value,
                          const std::string& place = "result");

inline bool has_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    return type == "integer" && value.is_number_integer();
}

inline std::string object_breach(const Json& schema, const Json& value, const std::string& place) {
    const Json properties = schema.value("properties", Json::object());
    for (const Json& name : schema.value("required", Json::array()))
        if (!value.contains(name.get<std::string>()))
            return place + " lacks " + name.get<std::string>();
    for (const auto& [name, member] : value.items()) {
        const bool is_known = properties.contains(name);
        if (!is_known && !schema.value("additionalProperties", true)) return place + " has " + name;
        if (!is_known) continue;
        const std::string breach = schema_breach(properties[name], member, place + "." + name);
        if (!breach.empty()) return breach;
    }
    return "";
}

inline std::string keyword_breach(const std::string& keyword, const Json& schema, const Json& value,
                                  const std::string& place) {
    const Json& rule = schema[keyword];
    bool holds = true;
    if (keyword == "type") {
        holds = has_type(value, rule);
    } else if (keyword == "enum") {
        holds = std::find(rule.begin(), rule.end(), value) != rule.end();
    } else if (keyword == "minimum") {
        holds = value >= rule;
    } else if (keyword == "maximum") {
        holds = value <= rule;
    } else if (keyword == "pattern") {
        // The standard library's matcher recurses once a character.
        const std::string text = value.get<std::string>().substr(0, 1000);
        holds = std::regex_search(text, std::regex(rule.get<std::string>()));
    } else if (keyword == "properties") {
        return object_breach(schema, value, place);
    } else if (keyword == "items") {
        for (const Json& item : value)
            if (auto breach = schema_breach(rule, item, place + "[]"); !breach.empty())
                return breach;
    } else if (keyword != "required" && keyword != "additionalProperties" &&
               keyword != "description" && keyword != "contentEncoding") {
        return place + " is under " + keyword + ", which nobody checks";
    }
    return holds ? "" : place + " breaks " + keyword + ": " + value.dump().substr(0, 100);
}

inline std::string schema_breach(const Json& schema, const Json& value, const std::string& place) {
    if (schema.contains("type") && !has_type(value, schema["type"]))
        return place + " is no " + schema["type"].get<std::string>();
    for (const auto& [keyword, rule] : schema.items()) {
        const std::string breach = keyword_breach(keyword, schema, value, place);
        if (!breach.empty()) return breach;
    }
    return "";
}

}  // namespace tacit::node::testing
