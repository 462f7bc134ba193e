#include "ledger/genesis_json.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>

#include "base/hex.hpp"
#include "json/parse.hpp"
#include "shielded/keys/network_name.hpp"

namespace tacit::ledger {
namespace {

using json::Json;
template <class T>
using Parsed = Result<T, GenesisError>;

constexpr json::Bounds kBounds{kGenesisJsonSizeBytesMax, 4, 1U << 17};

// One object of the file, with its path for errors.
class Object {
  public:
    /// An object with no members but these.
    static Parsed<Object> open(const Json& value, std::string path,
                               std::initializer_list<std::string_view> members) {
        if (!value.is_object()) return fail(GenesisError{path, "not an object"});
        Object object(value, std::move(path));
        for (const auto& item : value.items())
            if (std::find(members.begin(), members.end(), item.key()) == members.end())
                return fail(GenesisError{object.path_of(item.key()), "unknown member"});
        return object;
    }

    bool has(const char* name) const { return x_value->contains(name); }

    Parsed<std::string> text(const char* name) const {
        TACIT_TRY(const Json* value, member(name));
        const auto* text = value->get_ptr<const std::string*>();
        if (text == nullptr) return fail(GenesisError{path_of(name), "not a string"});
        return *text;
    }

    Parsed<std::uint64_t> count(const char* name, std::uint64_t count_max) const {
        TACIT_TRY(const Json* value, member(name));
        if (!value->is_number_unsigned())
            return fail(GenesisError{path_of(name), "not an integer of at least 0"});
        const auto number = value->get<std::uint64_t>();
        if (number > count_max)
            return fail(GenesisError{path_of(name), "above " + std::to_string(count_max)});
        return number;
    }

    /// Decimal digits in a string: JSON numbers stop at 64 bits.
    Parsed<Amount> amount(const char* name) const {
        TACIT_TRY(const std::string digits, text(name));
        const auto amount = parse_amount(digits, 0);
        if (!amount.ok())
            return fail(GenesisError{path_of(name), "not a whole number of units in a string"});
        return *amount;
    }

    template <std::size_t N>
    Parsed<ByteArray<N>> hex(const char* name) const {
        TACIT_TRY(const std::string digits, text(name));
        const auto bytes = decode_hex_array<N>(digits, name);
        if (!bytes.ok())
            return fail(GenesisError{path_of(name),
                                     "not " + std::to_string(2 * N) + " lower-case hex digits"});
        return *bytes;
    }

    Parsed<const Json*> list(const char* name) const {
        TACIT_TRY(const Json* value, member(name));
        if (!value->is_array()) return fail(GenesisError{path_of(name), "not an array"});
        return value;
    }

    std::string path_of(std::string_view name) const {
        return x_path.empty() ? std::string(name) : x_path + "." + std::string(name);
    }

  private:
    Object(const Json& value, std::string path) : x_value(&value), x_path(std::move(path)) {}

    Parsed<const Json*> member(const char* name) const {
        const auto found = x_value->find(name);
        if (found == x_value->end()) return fail(GenesisError{path_of(name), "missing"});
        return &*found;
    }

    const Json* x_value;
    std::string x_path;
};

Parsed<std::uint32_t> find_symbol(const Object& object, const char* name,
                                  const std::vector<GenesisAsset>& assets) {
    TACIT_TRY(const std::string symbol, object.text(name));
    for (std::size_t i = 0; i < assets.size(); ++i)
        if (assets[i].symbol == symbol) return static_cast<std::uint32_t>(i);
    return fail(GenesisError{object.path_of(name), "no such asset"});
}

Parsed<GenesisAsset> parse_asset(const Json& value, const std::string& path) {
    TACIT_TRY(const Object object,
              Object::open(value, path, {"symbol", "decimals", "iso4217", "issuer"}));
    GenesisAsset asset;
    TACIT_TRY(asset.symbol, object.text("symbol"));
    TACIT_TRY(const std::uint64_t decimals, object.count("decimals", kDecimalsMax));
    asset.decimals = static_cast<std::uint8_t>(decimals);
    if (object.has("iso4217")) {
        TACIT_TRY(asset.iso4217, object.text("iso4217"));
    }
    if (object.has("issuer")) {
        TACIT_TRY(const auto key, object.hex<32>("issuer"));
        asset.issuer = shielded::IssuerKey(key);
    }
    return asset;
}

Parsed<GenesisFee> parse_fee(const Json& value, const std::string& path,
                             const std::vector<GenesisAsset>& assets) {
    TACIT_TRY(const Object object, Object::open(value, path, {"symbol", "rate"}));
    GenesisFee fee;
    TACIT_TRY(fee.asset, find_symbol(object, "symbol", assets));
    TACIT_TRY(fee.rate, object.amount("rate"));
    return fee;
}

Parsed<shielded::NoteCiphertext> parse_ciphertext(const Object& object) {
    TACIT_TRY(const auto epk_bytes, object.hex<32>("epk"));
    const auto epk = shielded::RistrettoPoint::decode(epk_bytes, "epk");
    if (!epk.ok()) return fail(GenesisError{object.path_of("epk"), "not a ristretto255 point"});
    TACIT_TRY(const auto tag, object.hex<2>("view_tag"));
    TACIT_TRY(const auto note,
              object.hex<shielded::NoteCiphertext::kNoteSizeBytes>("note_ciphertext"));
    TACIT_TRY(const auto outgoing,
              object.hex<shielded::NoteCiphertext::kOutgoingSizeBytes>("outgoing_ciphertext"));
    return shielded::NoteCiphertext{*epk, tag, note, outgoing};
}

Parsed<GenesisAllocation> parse_allocation(const Json& value, const std::string& path,
                                           const std::vector<GenesisAsset>& assets) {
    TACIT_TRY(const Object object, Object::open(value, path,
                                                {"asset", "value", "inner", "epk", "view_tag",
                                                 "note_ciphertext", "outgoing_ciphertext"}));
    TACIT_TRY(const std::uint32_t asset, find_symbol(object, "asset", assets));
    TACIT_TRY(const Amount units, object.amount("value"));
    TACIT_TRY(const auto inner_bytes, object.hex<32>("inner"));
    const auto inner = shielded::Inner::decode(inner_bytes, "inner");
    if (!inner.ok()) return fail(GenesisError{object.path_of("inner"), "not a field element"});
    TACIT_TRY(const auto ciphertext, parse_ciphertext(object));
    return GenesisAllocation{asset, units, *inner, ciphertext};
}

// The items of a list, each parsed under its path.
template <class Item, class Parse>
Parsed<std::vector<Item>> parse_list(const Object& root, const char* name, Parse parse) {
    TACIT_TRY(const Json* list, root.list(name));
    std::vector<Item> items;
    for (std::size_t i = 0; i < list->size(); ++i) {
        TACIT_TRY(Item item, parse((*list)[i], std::string(name) + "[" + std::to_string(i) + "]"));
        items.push_back(std::move(item));
    }
    return items;
}

Parsed<shielded::Network> parse_network(const Object& root) {
    TACIT_TRY(const std::string text, root.text("network"));
    if (const auto network = shielded::find_network(text)) return *network;
    return fail(GenesisError{"network", "neither \"main\" nor \"test\""});
}

Parsed<Genesis> parse_fields(const Json& value) {
    TACIT_TRY(const Object root,
              Object::open(value, "",
                           {"format", "network", "chain_name", "genesis_time_ms",
                            "default_expiry_blocks", "eip155_number", "epoch_blocks", "assets",
                            "fee_assets", "circuits", "allocations"}));
    constexpr auto kAny = std::numeric_limits<std::uint64_t>::max();
    TACIT_TRY(const std::uint64_t format, root.count("format", kAny));
    if (format != kGenesisFormat) return fail(GenesisError{"format", "not 2"});
    Genesis genesis;
    TACIT_TRY(genesis.network, parse_network(root));
    TACIT_TRY(genesis.chain_name, root.text("chain_name"));
    TACIT_TRY(const std::uint64_t time_ms, root.count("genesis_time_ms", kAny));
    genesis.time = UnixMillis(time_ms);
    TACIT_TRY(genesis.default_expiry_blocks, root.count("default_expiry_blocks", kAny));
    TACIT_TRY(genesis.eip155_number, root.count("eip155_number", kEip155NumberMax));
    TACIT_TRY(genesis.epoch_blocks, root.count("epoch_blocks", kEpochBlocksMax));
    TACIT_TRY(const Json* circuits, root.list("circuits"));
    if (!circuits->empty())
        return fail(GenesisError{"circuits", "not empty: none can be registered yet"});
    TACIT_TRY(genesis.assets, parse_list<GenesisAsset>(root, "assets", parse_asset));
    TACIT_TRY_VOID(check_genesis_assets(genesis));
    const auto& assets = genesis.assets;
    TACIT_TRY(genesis.fee_assets,
              parse_list<GenesisFee>(root, "fee_assets",
                                     [&assets](const Json& item, const std::string& path) {
                                         return parse_fee(item, path, assets);
                                     }));
    TACIT_TRY(genesis.allocations,
              parse_list<GenesisAllocation>(root, "allocations",
                                            [&assets](const Json& item, const std::string& path) {
                                                return parse_allocation(item, path, assets);
                                            }));
    return genesis;
}

Json asset_json(const GenesisAsset& asset) {
    Json out = {{"symbol", asset.symbol}, {"decimals", asset.decimals}};
    if (asset.iso4217) out["iso4217"] = *asset.iso4217;
    if (asset.issuer) out["issuer"] = encode_hex(asset.issuer->bytes());
    return out;
}

Json allocation_json(const GenesisAllocation& allocation, const std::string& symbol) {
    const auto& ciphertext = allocation.ciphertext;
    return {{"asset", symbol},
            {"value", format_amount(allocation.value, 0)},
            {"inner", encode_hex(allocation.inner.encode())},
            {"epk", encode_hex(ciphertext.ephemeral_key.encode())},
            {"view_tag", encode_hex(ciphertext.view_tag)},
            {"note_ciphertext", encode_hex(ciphertext.note)},
            {"outgoing_ciphertext", encode_hex(ciphertext.outgoing)}};
}

}  // namespace

Result<Genesis, GenesisError> parse_genesis_json(std::string_view text) {
    const auto value = json::parse(text, kBounds);
    if (!value.ok()) return fail(GenesisError{"", tacit::describe(value.error())});
    TACIT_TRY(Genesis genesis, parse_fields(*value));
    TACIT_TRY_VOID(check_genesis(genesis));
    return genesis;
}

std::string format_genesis_json(const Genesis& genesis) {
    Json assets = Json::array();
    for (const auto& asset : genesis.assets) assets.push_back(asset_json(asset));
    Json fees = Json::array();
    for (const auto& fee : genesis.fee_assets)
        fees.push_back({{"symbol", genesis.assets.at(fee.asset).symbol},
                        {"rate", format_amount(fee.rate, 0)}});
    Json allocations = Json::array();
    for (const auto& allocation : genesis.allocations)
        allocations.push_back(
            allocation_json(allocation, genesis.assets.at(allocation.asset).symbol));
    const Json document = {{"format", kGenesisFormat},
                           {"network", shielded::network_name(genesis.network)},
                           {"chain_name", genesis.chain_name},
                           {"genesis_time_ms", genesis.time.value()},
                           {"default_expiry_blocks", genesis.default_expiry_blocks},
                           {"eip155_number", genesis.eip155_number},
                           {"epoch_blocks", genesis.epoch_blocks},
                           {"assets", assets},
                           {"fee_assets", fees},
                           {"circuits", Json::array()},
                           {"allocations", allocations}};
    return document.dump(2) + "\n";
}

}  // namespace tacit::ledger
