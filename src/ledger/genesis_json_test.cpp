#include "ledger/genesis_json.hpp"

#include <gtest/gtest.h>

#include "json/parse.hpp"
#include "ledger/block.hpp"
#include "ledger/rules.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::genesis_json_test {
namespace {

using json::Json;
using testing::sample_genesis;

Json sample_json() {
    return Json::parse(format_genesis_json(sample_genesis()));
}

GenesisError error_of(const Json& document) {
    const auto genesis = parse_genesis_json(document.dump());
    EXPECT_FALSE(genesis.ok());
    return genesis.ok() ? GenesisError{} : genesis.error();
}

TEST(GenesisJson, ComesBackTheSame) {
    EXPECT_EQ(*parse_genesis_json(format_genesis_json(sample_genesis())), sample_genesis());
}

// Each row sets one member to something wrong; the error names that member.
TEST(GenesisJson, EveryErrorNamesItsPath) {
    struct Row {
        const char* pointer;
        Json value;
        const char* path;
    };
    const std::string zeros(64, '0');
    const Row rows[] = {
        {"/format", 1, "format"},
        {"/format", 3, "format"},
        {"/format", "2", "format"},
        {"/network", "dev", "network"},
        {"/chain_name", "", "chain_name"},
        {"/chain_name", std::string(65, 'a'), "chain_name"},
        {"/chain_name", "tab\t", "chain_name"},
        {"/genesis_time_ms", 0, "genesis_time_ms"},
        {"/genesis_time_ms", -1, "genesis_time_ms"},
        {"/genesis_time_ms", 1.5, "genesis_time_ms"},
        {"/genesis_time_ms", kBlockTimeMaxMillis + 1, "genesis_time_ms"},
        {"/default_expiry_blocks", 0, "default_expiry_blocks"},
        {"/default_expiry_blocks", kExpiryAheadMaxBlocks + 1, "default_expiry_blocks"},
        {"/eip155_number", 0, "eip155_number"},
        {"/eip155_number", kEip155NumberMax + 1, "eip155_number"},
        {"/epoch_blocks", 0, "epoch_blocks"},
        {"/epoch_blocks", kEpochBlocksMax + 1, "epoch_blocks"},
        {"/circuits", Json::array({1}), "circuits"},
        {"/circuits", Json::object(), "circuits"},
        {"/assets", Json::array(), "assets"},
        {"/assets", Json::object(), "assets"},
        {"/assets/1", 7, "assets[1]"},
        {"/assets/1/symbol", "eurx", "assets[1].symbol"},
        {"/assets/1/symbol", "ABCDEFGHIJKLM", "assets[1].symbol"},
        {"/assets/1/symbol", "TAC", "assets[1].symbol"},
        {"/assets/1/decimals", 39, "assets[1].decimals"},
        {"/assets/1/iso4217", "EU", "assets[1].iso4217"},
        {"/assets/1/issuer", zeros, "assets[1].issuer"},
        {"/assets/1/issuer", "AB", "assets[1].issuer"},
        {"/assets/1/colour", "blue", "assets[1].colour"},
        {"/fee_assets", Json::array(), "fee_assets"},
        {"/fee_assets/0/symbol", "NONE", "fee_assets[0].symbol"},
        {"/fee_assets/1/symbol", "TAC", "fee_assets[1].symbol"},
        {"/fee_assets/0/rate", 1000, "fee_assets[0].rate"},
        {"/fee_assets/0/rate", "1.0", "fee_assets[0].rate"},
        {"/fee_assets/0/rate", "-1", "fee_assets[0].rate"},
        {"/fee_assets/0/rate", "0", "fee_assets[0].rate"},
        {"/allocations/1/asset", "NONE", "allocations[1].asset"},
        {"/allocations/1/value", "0", "allocations[1].value"},
        {"/allocations/1/value", "340282366920938463463374607431768211455", "allocations[1].value"},
        {"/allocations/1/inner", zeros, "allocations[1].inner"},
        {"/allocations/1/inner", std::string(64, 'f'), "allocations[1].inner"},
        {"/allocations/1/epk", zeros, "allocations[1].epk"},
        {"/allocations/1/view_tag", "00", "allocations[1].view_tag"},
        {"/allocations/1/note_ciphertext", "00", "allocations[1].note_ciphertext"},
        {"/allocations/1/outgoing_ciphertext", "00", "allocations[1].outgoing_ciphertext"},
        {"/surprise", 1, "surprise"},
    };
    for (const auto& row : rows) {
        Json document = sample_json();
        document[Json::json_pointer(row.pointer)] = row.value;
        EXPECT_EQ(error_of(document).path, row.path) << row.pointer << " " << row.value;
    }
}

TEST(GenesisJson, EveryMemberButTwoIsRequired) {
    for (const char* name :
         {"format", "network", "chain_name", "genesis_time_ms", "default_expiry_blocks",
          "eip155_number", "epoch_blocks", "assets", "fee_assets", "circuits", "allocations"}) {
        Json document = sample_json();
        document.erase(name);
        EXPECT_EQ(error_of(document), (GenesisError{name, "missing"}));
    }
    Json document = sample_json();
    document["assets"][2].erase("iso4217");
    document["assets"][2].erase("issuer");
    EXPECT_TRUE(parse_genesis_json(document.dump()).ok());
}

TEST(GenesisJson, RefusesWhatReadersDisagreeAbout) {
    EXPECT_FALSE(parse_genesis_json("").ok());
    EXPECT_FALSE(parse_genesis_json("{} {}").ok());
    std::string twice = sample_json().dump();
    twice.insert(1, "\"format\":2,");
    EXPECT_FALSE(parse_genesis_json(twice).ok());
    EXPECT_FALSE(parse_genesis_json(std::string(kGenesisJsonSizeBytesMax + 1, ' ')).ok());
}

}  // namespace
}  // namespace tacit::ledger::genesis_json_test
