#include "node/service/schemas.hpp"

namespace tacit::node::schema {

Json object(const std::vector<Member>& members) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const Member& member : members) {
        properties[member.name] = member.schema;
        if (member.required) required.push_back(member.name);
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

Json array_of(Json items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

Json text(const std::string& description) {
    return {{"type", "string"}, {"description", description}};
}

Json boolean(const std::string& description) {
    return {{"type", "boolean"}, {"description", description}};
}

Json integer(const std::string& description, std::uint64_t max, std::uint64_t min) {
    Json out{{"type", "integer"}, {"minimum", min}, {"description", description}};
    if (max != 0) out["maximum"] = max;
    return out;
}

Json hex(const std::string& description) {
    return {{"type", "string"}, {"pattern", "^([0-9a-f]{2})*$"}, {"description", description}};
}

Json hex32(const std::string& description) {
    return {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}, {"description", description}};
}

Json base64(const std::string& description) {
    return {{"type", "string"}, {"contentEncoding", "base64"}, {"description", description}};
}

Json height() {
    return integer("Height of a block; genesis is 0.");
}

Json millis(const std::string& description) {
    return integer(description + " Unix time in milliseconds.");
}

Json units(const std::string& description) {
    return {{"type", "string"},
            {"pattern", "^(0|[1-9][0-9]*)$"},
            {"description", description + " In the asset's smallest units."}};
}

}  // namespace tacit::node::schema
