#include "wallet/testing/world.hpp"

#include <cstdlib>

#include "base/check.hpp"
#include "shielded/chain.hpp"

namespace tacit::wallet::testing {
namespace {

ledger::Genesis genesis_for(const CreatedWallet& owner, const std::vector<FirstNote>& notes,
                            Rng& rng) {
    ledger::Genesis genesis;
    genesis.chain_name = "wallet test";
    genesis.time = UnixMillis(1'700'000'000'000);
    genesis.default_expiry_blocks = 100;
    genesis.eip155_number = 1'000'003;
    genesis.epoch_blocks = 50;
    genesis.assets = {
        {"TAC", 6, {}, {}}, {"EURX", 2, "EUR", owner.issuer}, {"USDX", 2, "USD", owner.issuer}};
    genesis.fee_assets = {{0, Amount(1000)}, {1, Amount(1)}};
    const auto address = owner.viewing_key.incoming().address(0);
    for (std::uint32_t i = 0; i < notes.size(); ++i) {
        const auto note = shielded::build_minted_note(
            address, genesis.assets[notes[i].asset].opening(), notes[i].value,
            shielded::MemoBytes(), shielded::genesis_rho(i), std::nullopt, rng);
        genesis.allocations.push_back(
            {notes[i].asset, notes[i].value, note.inner, note.ciphertext});
    }
    return genesis;
}

}  // namespace

World::World(std::uint64_t seed, const std::vector<FirstNote>& notes)
    : x_rng(seed), x_environment{x_rng, x_clock, x_executor, x_processes, {}, kKdfCostMin} {
    x_environment.progress = [](std::string_view, std::uint64_t, std::uint64_t) {};
    x_environment.pause = [this](std::chrono::milliseconds duration) {
        x_clock.time_ms += static_cast<std::uint64_t>(duration.count());
        if (on_pause) on_pause();
    };
    std::string pattern = (std::filesystem::temp_directory_path() / "tacit-wallet-XXXXXX").string();
    TACIT_CHECK(::mkdtemp(pattern.data()) != nullptr);
    x_folder = pattern;
    x_issuer_file = unused_file();
    const auto made =
        create_wallet(x_issuer_file, passphrase(), shielded::Network::kTest, x_environment);
    x_issuer_words = made->words;
    x_node = std::make_unique<FakeNode>(genesis_for(*made, notes, x_rng));
    FakeProcesses::running.clear();
}

World::~World() {
    std::error_code ignored;
    std::filesystem::remove_all(x_folder, ignored);
}

std::filesystem::path World::unused_file() {
    return x_folder / ("wallet" + std::to_string(x_files++));
}

std::filesystem::path World::make_wallet() {
    const auto file = unused_file();
    TACIT_CHECK(create_wallet(file, passphrase(), shielded::Network::kTest, x_environment).ok());
    return file;
}

std::filesystem::path World::restore(std::string_view words) {
    const auto file = unused_file();
    TACIT_CHECK(
        restore_wallet(file, passphrase(), words, shielded::Network::kTest, x_environment).ok());
    return file;
}

std::filesystem::path World::copy(const std::filesystem::path& file) {
    const auto to = unused_file();
    std::filesystem::copy_file(file, to);
    const std::filesystem::path log = file.string() + "-wal";
    if (std::filesystem::exists(log)) std::filesystem::copy_file(log, to.string() + "-wal");
    return to;
}

std::unique_ptr<Life> World::open(const std::filesystem::path& file) {
    auto processes = std::make_unique<FakeProcesses>(++x_lives);
    FakeProcesses::running.insert(x_lives);
    const Environment environment{x_rng,
                                  x_clock,
                                  x_executor,
                                  *processes,
                                  x_environment.progress,
                                  kKdfCostMin,
                                  x_environment.pause};
    auto opened = Wallet::open(file, passphrase(), environment);
    TACIT_CHECK(opened.ok());
    return std::make_unique<Life>(*x_node, std::move(processes), environment, std::move(*opened));
}

PaymentRequest payment(Life& payer, const Wallet& payee, const char* symbol, const char* amount,
                       const std::string& id) {
    if (!payer.wallet.knows_chain()) TACIT_CHECK(payer.wallet.sync(payer.client).ok());
    const AssetInfo* asset = payer.wallet.assets().find(symbol);
    PaymentRequest request;
    request.id = id;
    request.to = payee.keys().find(0)->incoming.address(0);
    request.asset = asset->id;
    request.amount = *parse_amount(amount, asset->decimals);
    return request;
}

PaymentRequest issue(Life& issuer, const Wallet& payee, const char* symbol, const char* amount,
                     const std::string& id) {
    PaymentRequest request = payment(issuer, payee, symbol, amount, id);
    request.kind = PaymentKind::kIssue;
    return request;
}

}  // namespace tacit::wallet::testing
