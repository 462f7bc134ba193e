#include "node/engine/mempool.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::node {
namespace {

using ledger::VerifiedTransaction;
using shielded::Issue;
using shielded::Transaction;
using shielded::Transfer;
using shielded::TxId;

std::size_t encoded_size_bytes(const Transaction& transaction) {
    return std::holds_alternative<Transfer>(transaction) ? Transfer::kSizeBytes : Issue::kSizeBytes;
}

}  // namespace

std::vector<Mempool::Claim> Mempool::claims_of(const Transaction& transaction) {
    std::vector<Claim> claims;
    if (const auto* issue = std::get_if<Issue>(&transaction)) {
        claims.push_back(
            {shielded::TransactionKind::kIssue, issue->asset.encode(), issue->sequence});
        return claims;
    }
    for (const auto& nullifier : std::get<Transfer>(transaction).nullifiers)
        claims.push_back({shielded::TransactionKind::kTransfer, nullifier.encode(), 0});
    return claims;
}

std::optional<MempoolRefusal> Mempool::refusal(const TxId& id,
                                               const shielded::WitnessId& witness_id,
                                               const Transaction& transaction) const {
    if (const auto* waiting = find(id))
        return waiting->witness_id() == witness_id ? MempoolRefusal::kKnown
                                                   : MempoolRefusal::kOtherWitness;
    const auto claims = claims_of(transaction);
    if (std::ranges::any_of(claims, [&](const Claim& one) { return x_claims.contains(one); }))
        return MempoolRefusal::kConflict;
    if (count() >= x_limits.count_max ||
        encoded_size_bytes(transaction) > x_limits.size_bytes_max - x_size_bytes)
        return MempoolRefusal::kFull;
    return std::nullopt;
}

Result<void, MempoolRefusal> Mempool::insert(const VerifiedTransaction& transaction) {
    const Transaction& content = transaction.transaction();
    if (const auto why = refusal(transaction.id(), transaction.witness_id(), content))
        return fail(*why);
    const std::uint64_t arrival = x_next_arrival++;
    x_by_arrival.emplace(arrival, transaction);
    x_by_id.emplace(transaction.id(), arrival);
    x_by_expiry.emplace(shielded::transaction_expiry(content), arrival);
    for (const Claim& claim : claims_of(content)) x_claims.insert(claim);
    x_size_bytes += encoded_size_bytes(content);
    return {};
}

const VerifiedTransaction* Mempool::find(const TxId& id) const {
    const auto found = x_by_id.find(id);
    return found == x_by_id.end() ? nullptr : &x_by_arrival.at(found->second);
}

std::vector<VerifiedTransaction> Mempool::oldest(std::size_t count_max) const {
    std::vector<VerifiedTransaction> out;
    for (const auto& [arrival, transaction] : x_by_arrival) {
        if (out.size() == count_max) break;
        out.push_back(transaction);
    }
    return out;
}

std::vector<TxId> Mempool::oldest_ids(std::size_t count_max) const {
    std::vector<TxId> out;
    for (const auto& [arrival, transaction] : x_by_arrival) {
        if (out.size() == count_max) break;
        out.push_back(transaction.id());
    }
    return out;
}

bool Mempool::remove(const TxId& id) {
    const auto found = x_by_id.find(id);
    if (found == x_by_id.end()) return false;
    const std::uint64_t arrival = found->second;
    const auto entry = x_by_arrival.find(arrival);
    TACIT_CHECK(entry != x_by_arrival.end());
    const Transaction& content = entry->second.transaction();
    for (const Claim& claim : claims_of(content)) x_claims.erase(claim);
    x_by_expiry.erase({shielded::transaction_expiry(content), arrival});
    x_size_bytes -= encoded_size_bytes(content);
    x_by_id.erase(found);
    x_by_arrival.erase(entry);
    return true;
}

std::vector<TxId> Mempool::expire(shielded::Height next) {
    std::vector<std::uint64_t> arrivals;
    for (const auto& [expiry, arrival] : x_by_expiry) {
        if (expiry >= next) break;
        arrivals.push_back(arrival);
    }
    std::ranges::sort(arrivals);
    std::vector<TxId> out;
    for (const std::uint64_t arrival : arrivals) out.push_back(x_by_arrival.at(arrival).id());
    for (const TxId& id : out) remove(id);
    return out;
}

}  // namespace tacit::node
