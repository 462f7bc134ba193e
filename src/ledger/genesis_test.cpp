#include "ledger/genesis.hpp"

#include <gtest/gtest.h>

#include "json/parse.hpp"
#include "ledger/genesis_json.hpp"
#include "ledger/genesis_state.hpp"
#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger {
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

TEST(GenesisBinary, ComesBackTheSame) {
    const Bytes encoded = encode_genesis(sample_genesis());
    EXPECT_EQ(*decode_genesis(encoded), sample_genesis());
    for (std::size_t size = 0; size < encoded.size(); size += 7)
        EXPECT_FALSE(decode_genesis(ByteSpan(encoded).first(size)).ok()) << size;
    Bytes longer = encoded;
    longer.push_back(0);
    EXPECT_FALSE(decode_genesis(longer).ok());
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
        {"/format", 2, "format"},
        {"/format", "1", "format"},
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
        {"/fee_assets/0/symbol", "XXX", "fee_assets[0].symbol"},
        {"/fee_assets/1/symbol", "TAC", "fee_assets[1].symbol"},
        {"/fee_assets/0/rate", 1000, "fee_assets[0].rate"},
        {"/fee_assets/0/rate", "1.0", "fee_assets[0].rate"},
        {"/fee_assets/0/rate", "-1", "fee_assets[0].rate"},
        {"/allocations/1/asset", "XXX", "allocations[1].asset"},
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
    for (const char* name : {"format", "network", "chain_name", "genesis_time_ms",
                             "default_expiry_blocks", "assets", "fee_assets", "allocations"}) {
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
    twice.insert(1, "\"format\":1,");
    EXPECT_FALSE(parse_genesis_json(twice).ok());
    EXPECT_FALSE(parse_genesis_json(std::string(kGenesisJsonSizeBytesMax + 1, ' ')).ok());
}

TEST(ChainId, ChangesWithEveryFieldOfGenesis) {
    const auto id = chain_id(sample_genesis());
    EXPECT_NE(chain_id(sample_genesis("sample2")), id);
    Genesis genesis = sample_genesis();
    genesis.fee_assets[0].rate = Amount(1);
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.network = shielded::Network::kMain;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.allocations[1].ciphertext.outgoing[111] ^= 1;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.assets[2].iso4217.reset();
    EXPECT_NE(chain_id(genesis), id);
}

TEST(GenesisState, HoldsWhatGenesisSays) {
    const Genesis genesis = sample_genesis();
    const AppliedBlock applied = apply_genesis(genesis);
    MemoryKv state;
    ASSERT_TRUE(state.apply(applied.delta).ok());

    EXPECT_EQ(load_parameters(state)->chain_id, chain_id(genesis));
    EXPECT_EQ(load_head(state)->height, shielded::Height(0));
    EXPECT_EQ(load_commitment(state)->app_hash(), applied.app_hash);
    EXPECT_EQ(*recompute_lthash(state), load_commitment(state)->lthash);
    const auto tac = genesis.assets[0].id();
    EXPECT_EQ((**find_asset(state, tac)).symbol, "TAC");
    EXPECT_EQ(load_supply(state, tac)->in_circulation(), Amount(testing::kSampleTacUnits));
    EXPECT_FALSE(find_fee(state, genesis.assets[2].id())->has_value());
    EXPECT_EQ(load_tree(state, 0)->leaf_count, 2u);
}

TEST(GenesisState, AllocationsHaveTheDerivedNotes) {
    const Genesis genesis = sample_genesis();
    const AppliedBlock applied = apply_genesis(genesis);
    ASSERT_EQ(applied.scan.entries.size(), 2u);
    for (std::uint32_t i = 0; i < 2; ++i) {
        const auto& mint = std::get<ScanMint>(applied.scan.entries[i]);
        EXPECT_EQ(mint.source, ScanMint::Source::kGenesis);
        EXPECT_EQ(mint.position, NotePosition(i));
        EXPECT_EQ(mint.rho(chain_id(genesis)), shielded::genesis_rho(i));
        EXPECT_EQ(mint.output.commitment,
                  shielded::derive_commitment(genesis.allocations[i].inner, mint.asset,
                                              shielded::genesis_rho(i), mint.value));
    }
}

TEST(GenesisState, IsDeterministic) {
    EXPECT_EQ(apply_genesis(sample_genesis()).delta, apply_genesis(sample_genesis()).delta);
    EXPECT_NE(apply_genesis(sample_genesis()).app_hash,
              apply_genesis(sample_genesis("other")).app_hash);
}

TEST(GenesisState, WithoutAllocationsTheEmptyRootIsCurrent) {
    Genesis genesis = sample_genesis();
    genesis.allocations.clear();
    MemoryKv state;
    ASSERT_TRUE(state.apply(apply_genesis(genesis).delta).ok());
    const auto anchor = find_anchor(state, shielded::EmptyRoots::anchor());
    EXPECT_EQ(**anchor, AnchorRecord{});
}

}  // namespace
}  // namespace tacit::ledger
