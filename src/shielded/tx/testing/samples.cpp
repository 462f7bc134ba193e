#include "shielded/tx/testing/samples.hpp"

#include "base/check.hpp"
#include "base/testing/seeded_rng.hpp"

namespace tacit::shielded::testing {

const char* name(Branch branch) {
    switch (branch) {
        case Branch::kPlain:
            return "plain";
        case Branch::kPublicLeg:
            return "public_leg";
        case Branch::kSameAsset:
            return "same_asset";
        case Branch::kSameAssetPublic:
            return "same_asset_public";
        case Branch::kDummies:
            return "dummies";
        case Branch::kFeeFromPayment:
            return "fee_from_payment";
        case Branch::kZeroValues:
            return "zero_values";
        case Branch::kLargestValues:
            return "largest_values";
        case Branch::kMerge:
            return "merge";
    }
    return "unknown";
}

namespace {

/// The amounts of a branch. Nothing: the slot is a dummy.
struct Amounts {
    bool same_asset;
    std::vector<Uint128> inputs;
    std::vector<Uint128> outputs;
    std::optional<Uint128> fee_input;
    std::optional<Uint128> fee_output;
    Uint128 fee;
    Uint128 redeemed;
};

Amounts amounts_of(Branch branch) {
    switch (branch) {
        case Branch::kPlain:
            return {false, {700, 300}, {600, 400}, 50, 40, 10, 0};
        case Branch::kPublicLeg:
            return {false, {700, 300}, {600, 150}, 50, 40, 10, 250};
        case Branch::kSameAsset:
            return {true, {700, 300}, {600, 430}, 50, 15, 5, 0};
        case Branch::kSameAssetPublic:
            return {true, {700, 300}, {600, 330}, 50, 15, 5, 100};
        case Branch::kDummies:
            return {false, {700}, {700}, 50, 40, 10, 0};
        case Branch::kFeeFromPayment:
            return {true, {700, 300}, {600, 390}, {}, {}, 10, 0};
        case Branch::kZeroValues:
            return {false, {0, 0}, {0, 0}, 0, 0, 0, 0};
        case Branch::kLargestValues:
            return {false, {kUint128Max, 5}, {5, kUint128Max}, kUint128Max, kUint128Max - 1, 1, 0};
        case Branch::kMerge:
            return {false, {700, 300}, {1000}, 50, 40, 10, 0};
    }
    TACIT_CHECK(false);
    return {};
}

std::uint64_t random_u64(Rng& rng) {
    std::uint64_t out = 0;
    for (const std::uint8_t byte : random_bytes<8>(rng)) out = (out << 8) | byte;
    return out;
}

/// Cuts a sum into the given parts, each its own random share of what the ones before it left; the
/// last takes the rest.
void share_out(Uint128 sum, const std::vector<Uint128*>& parts, Rng& rng) {
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        *parts[i] = random_u64(rng) % (sum + 1);
        sum -= *parts[i];
    }
    *parts.back() = sum;
}

/// Other amounts in the same slots, still balanced.
Amounts varied(Amounts amounts, Rng& rng) {
    Uint128 paid = 0;
    for (Uint128& input : amounts.inputs) paid += input = random_u64(rng);
    std::vector<Uint128*> parts;
    for (Uint128& output : amounts.outputs) parts.push_back(&output);
    if (amounts.redeemed != 0) parts.push_back(&amounts.redeemed);
    Uint128 paid_in_fee_asset = 0;
    if (amounts.fee_input) paid_in_fee_asset = *amounts.fee_input = random_u64(rng);
    std::vector<Uint128*> fee_parts{&amounts.fee};
    if (amounts.fee_output) fee_parts.push_back(&*amounts.fee_output);
    if (amounts.same_asset) {
        parts.insert(parts.end(), fee_parts.begin(), fee_parts.end());
        share_out(paid + paid_in_fee_asset, parts, rng);
    } else {
        share_out(paid, parts, rng);
        share_out(paid_in_fee_asset, fee_parts, rng);
    }
    return amounts;
}

TransferPlan plan_of(const Amounts& amounts, const FullViewingKey& payer, FakeChain& chain,
                     std::uint64_t payee_address = 0) {
    const IncomingViewingKey payee = test_account(2).viewing_key().incoming();
    TransferPlan plan;
    plan.expiry = Height(1000);
    plan.asset = test_asset(1);
    plan.fee_asset = test_asset(amounts.same_asset ? 1 : 2);
    plan.fee = Amount(amounts.fee);
    plan.redeemed = Amount(amounts.redeemed);
    for (std::size_t i = 0; i < amounts.inputs.size(); ++i)
        plan.inputs.asset.at(i) = chain.add_note(payer, plan.asset, Amount(amounts.inputs[i]));
    if (amounts.fee_input)
        plan.inputs.fee = chain.add_note(payer, plan.fee_asset, Amount(*amounts.fee_input));
    for (std::size_t i = 0; i < amounts.outputs.size(); ++i) {
        const Address to = i == 0 ? payee.address(payee_address) : payer.incoming().address(1);
        plan.outputs.asset.at(i) = PlannedOutput{to, Amount(amounts.outputs[i]), MemoBytes()};
    }
    if (amounts.fee_output)
        plan.outputs.fee =
            PlannedOutput{payer.incoming().address(2), Amount(*amounts.fee_output), MemoBytes()};
    chain.refresh(plan.inputs);
    plan.anchor = chain.anchor();
    return plan;
}

UnprovenTransfer build_planned(const TransferPlan& plan, Rng& rng) {
    auto built = build_transfer(plan, test_account(1).viewing_key(), test_chain_id(), rng);
    TACIT_CHECK(built.ok());
    return *built;
}

}  // namespace

UnprovenTransfer sample_transfer(Branch branch, Rng& rng) {
    FakeChain chain(rng);
    return build_planned(plan_of(amounts_of(branch), test_account(1).viewing_key(), chain), rng);
}

Branch branch_of_seed(std::uint64_t seed) {
    return kAllBranches[seed % kAllBranches.size()];
}

UnprovenTransfer sample_transfer_of_seed(std::uint64_t seed) {
    tacit::testing::SeededRng rng(seed);
    FakeChain chain(rng);
    const Branch branch = branch_of_seed(seed);
    Amounts amounts = amounts_of(branch);
    if (branch != Branch::kZeroValues && branch != Branch::kLargestValues)
        amounts = varied(amounts, rng);
    const std::uint64_t payee_address = random_u64(rng);
    return build_planned(plan_of(amounts, test_account(1).viewing_key(), chain, payee_address),
                         rng);
}

Transfer sample_signed_transfer(Branch branch, Rng& rng, const ProofBytes& proof) {
    return finish_transfer(sample_transfer(branch, rng), proof, test_account(1).ask(), rng);
}

Statement sample_statement(Branch branch, Rng& rng) {
    const UnprovenTransfer built = sample_transfer(branch, rng);
    return {built.public_inputs, built.witness};
}

IssuerSecret sample_issuer_secret() {
    ByteArray<32> bytes;
    bytes.fill(0x17);
    return IssuerSecret(bytes);
}

Issue sample_issue(Rng& rng, std::uint64_t sequence) {
    const SpendingKey issuer = test_account(3);
    const Address to = test_account(2).viewing_key().incoming().address(7);
    const IssuePlan plan{Height(1000), test_asset(1), sequence, Amount(12345), to, MemoBytes()};
    return build_issue(plan, test_chain_id(), sample_issuer_secret(), issuer.viewing_key().ovk(),
                       rng);
}

}  // namespace tacit::shielded::testing
