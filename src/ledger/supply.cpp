#include "ledger/supply.hpp"

namespace tacit::ledger {
namespace {

Result<void, StateError> add_to_record(Journal& journal, const shielded::AssetId& asset,
                                       const SupplyRecord& change) {
    const StateKey key = supply_key(asset);
    TACIT_TRY(const SupplyRecord before, load_supply(journal, asset));
    const auto after = add_supply(before, change);
    if (!after) return fail(StateError{StateErrorCode::kCorrupt, key});
    if (*after == before) return {};
    return journal.replace(key, before.encode(), after->encode());
}

}  // namespace

std::optional<SupplyRecord> add_supply(const SupplyRecord& a, const SupplyRecord& b) {
    const auto minted = checked_add(a.minted, b.minted);
    const auto redeemed = checked_add(a.redeemed, b.redeemed);
    const auto burnt = checked_add(a.burnt, b.burnt);
    if (!minted || !redeemed || !burnt) return std::nullopt;
    return SupplyRecord{*minted, *redeemed, *burnt};
}

bool SupplyTally::add(const shielded::AssetId& asset, const SupplyRecord& change) {
    if (change == SupplyRecord{}) return true;
    const auto sum = add_supply(x_flows[asset], change);
    if (!sum) return false;
    x_flows[asset] = *sum;
    return true;
}

bool SupplyTally::add_mint(const shielded::AssetId& asset, Amount value) {
    return add(asset, SupplyRecord{value, Amount(), Amount()});
}

bool SupplyTally::add(const shielded::Transaction& transaction) {
    if (const auto* issue = std::get_if<shielded::Issue>(&transaction))
        return add_mint(issue->asset, issue->value);
    const auto& transfer = std::get<shielded::Transfer>(transaction);
    return add(transfer.public_leg.asset,
               SupplyRecord{Amount(), transfer.public_leg.magnitude, Amount()}) &&
           add(transfer.fee_asset, SupplyRecord{Amount(), Amount(), transfer.fee});
}

std::vector<SupplyFlow> SupplyTally::flows() const {
    std::vector<SupplyFlow> out;
    for (const auto& [asset, added] : x_flows) out.push_back({asset, added});
    return out;
}

Result<void, StateError> record_mint(Journal& journal, const shielded::AssetId& asset,
                                     Amount value) {
    return add_to_record(journal, asset, SupplyRecord{value, Amount(), Amount()});
}

Result<void, StateError> record_supply(Journal& journal, const shielded::Transaction& transaction) {
    if (const auto* issue = std::get_if<shielded::Issue>(&transaction))
        return record_mint(journal, issue->asset, issue->value);
    const auto& transfer = std::get<shielded::Transfer>(transaction);
    const auto& leg = transfer.public_leg;
    if (!leg.magnitude.is_zero())
        TACIT_TRY_VOID(
            add_to_record(journal, leg.asset, SupplyRecord{Amount(), leg.magnitude, Amount()}));
    return add_to_record(journal, transfer.fee_asset,
                         SupplyRecord{Amount(), Amount(), transfer.fee});
}

bool turnstile_holds(const SupplyRecord& before, const SupplyRecord& after,
                     const SupplyRecord& flow) {
    const auto expected = add_supply(before, flow);
    return expected && *expected == after && after.in_circulation().has_value();
}

Loaded<bool> check_turnstile(const Kv& before, const Kv& after,
                             const std::vector<SupplyFlow>& flows) {
    for (const auto& flow : flows) {
        TACIT_TRY(const SupplyRecord old_totals, load_supply(before, flow.asset));
        TACIT_TRY(const SupplyRecord new_totals, load_supply(after, flow.asset));
        if (!turnstile_holds(old_totals, new_totals, flow.added)) return false;
    }
    return true;
}

}  // namespace tacit::ledger
