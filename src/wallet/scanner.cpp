#include "wallet/scanner.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

using shielded::OutputDescription;

/// One output to try, and what the keys say about it.
struct Candidate {
    const OutputDescription* output;
    shielded::Rho rho;
    std::uint32_t account = 0;
    std::optional<shielded::ReceivedNote> received;
};

void collect(const ledger::ScanBlock& block, const shielded::ChainId& chain,
             std::vector<Candidate>& out) {
    for (const auto& entry : block.entries) {
        if (const auto* transfer = std::get_if<ledger::ScanTransfer>(&entry)) {
            for (std::size_t slot = 0; slot < transfer->outputs.size(); ++slot)
                out.push_back({&transfer->outputs[slot], transfer->rho(slot), 0, std::nullopt});
        } else {
            const auto& mint = std::get<ledger::ScanMint>(entry);
            out.push_back({&mint.output, mint.rho(chain), 0, std::nullopt});
        }
    }
}

void try_keys(Candidate& candidate, const WalletKeys& keys) {
    for (const auto& [index, account] : keys.accounts()) {
        candidate.received =
            shielded::trial_decrypt(account.incoming, *candidate.output, candidate.rho);
        candidate.account = index;
        if (candidate.received) return;
    }
}

/// Follows blocks one by one on top of the book.
class Scan {
  public:
    Scan(const Book& book, const WalletKeys& keys, const shielded::ChainId& chain)
        : x_book(book), x_keys(keys), x_chain(chain), x_frontier(book.tree().frontier()) {
        x_result.scan = book.scan();
    }

    void block(const ledger::ScanBlock& block, std::span<const Candidate> candidates);
    ScanResult take() &&;

  private:
    void transfer(const ledger::ScanBlock& block, std::uint32_t index,
                  const ledger::ScanTransfer& transfer, std::span<const Candidate> outputs);
    void mint(const ledger::ScanBlock& block, std::uint32_t index, const ledger::ScanMint& mint,
              const Candidate& output);
    void leaf(const Candidate& candidate, std::uint64_t position, shielded::Height height);
    std::optional<MovementLeg> sent_leg(const OutputDescription& output, const shielded::Rho& rho,
                                        std::uint32_t account) const;
    NoteRecord* known_note(const shielded::Nullifier& nullifier);
    void finish_payment(const MovementRecord& movement);
    void expire_payments(shielded::Height height);
    void close_leaves(shielded::Height height);

    const Book& x_book;
    const WalletKeys& x_keys;
    const shielded::ChainId& x_chain;
    shielded::Frontier x_frontier;
    std::map<std::uint64_t, NoteRecord> x_notes;  // new or changed
    std::map<shielded::Nullifier, std::uint64_t> x_new_nullifiers;
    std::map<std::string, PaymentRecord> x_payments;
    LeavesRecord x_leaves;
    ScanResult x_result;
};

void Scan::block(const ledger::ScanBlock& block, std::span<const Candidate> candidates) {
    TACIT_CHECK(block.height.value() == x_result.scan.next_height);
    std::uint32_t index = 0;
    for (const auto& entry : block.entries) {
        if (const auto* found = std::get_if<ledger::ScanTransfer>(&entry)) {
            transfer(block, index, *found, candidates.first(found->outputs.size()));
            candidates = candidates.subspan(found->outputs.size());
        } else {
            mint(block, index, std::get<ledger::ScanMint>(entry), candidates.front());
            candidates = candidates.subspan(1);
        }
        ++index;
    }
    ++x_result.scan.next_height;
    x_result.scan.leaf_count = x_frontier.leaf_count();
    if (x_frontier.leaf_count() != block.tree.leaf_count ||
        !(x_frontier.root().fr() == block.tree.root))
        x_result.tree_matches = false;
    expire_payments(block.height);
    x_leaves.height = block.height;
    if (block.height.value() % kAnchorGridBlocks == 0) close_leaves(block.height);
}

void Scan::transfer(const ledger::ScanBlock& block, std::uint32_t index,
                    const ledger::ScanTransfer& transfer, std::span<const Candidate> outputs) {
    MovementRecord movement{transfer.id, block.height,       index,        block.time,
                            false,       transfer.fee_asset, transfer.fee, {}};
    std::uint32_t payer = 0;
    for (const auto& nullifier : transfer.nullifiers)
        if (NoteRecord* note = known_note(nullifier)) {
            note->spent_at = block.height;
            movement.own_spend = true;
            payer = note->account;
        }
    for (std::size_t slot = 0; slot < outputs.size(); ++slot) {
        const Candidate& output = outputs[slot];
        leaf(output, transfer.first_position.value() + slot, block.height);
        std::optional<MovementLeg> leg;
        if (output.received) {
            const auto direction = movement.own_spend ? MovementLeg::Direction::kInternal
                                                      : MovementLeg::Direction::kReceived;
            const auto& opening = output.received->opening;
            leg = MovementLeg{
                direction, output.account, 0, output.received->note.asset, opening.value,
                {},        opening.memo};
        } else if (movement.own_spend) {
            leg = sent_leg(*output.output, output.rho, payer);
        }
        // A value of 0 fills a slot, unless it carries a memo: then it is a note to oneself.
        if (!leg || (leg->amount.is_zero() && leg->memo == shielded::MemoBytes())) continue;
        leg->output = static_cast<std::uint8_t>(slot);
        movement.legs.push_back(std::move(*leg));
    }
    if (movement.own_spend && !transfer.public_leg.magnitude.is_zero())
        movement.legs.push_back({MovementLeg::Direction::kRedeemed,
                                 payer,
                                 0,
                                 transfer.public_leg.asset,
                                 transfer.public_leg.magnitude,
                                 {},
                                 {}});
    if (!movement.own_spend && movement.legs.empty()) return;
    finish_payment(movement);
    x_result.movements.push_back(std::move(movement));
}

void Scan::mint(const ledger::ScanBlock& block, std::uint32_t index, const ledger::ScanMint& mint,
                const Candidate& output) {
    MovementRecord movement{mint.id, block.height, index, block.time, false, {}, {}, {}};
    leaf(output, mint.position.value(), block.height);
    for (const auto& [account, keys] : x_keys.accounts())
        if (auto leg = sent_leg(*output.output, output.rho, account)) {
            leg->direction = MovementLeg::Direction::kIssued;
            movement.legs.push_back(std::move(*leg));
        }
    if (output.received) {
        const auto& opening = output.received->opening;
        movement.legs.push_back({MovementLeg::Direction::kReceived,
                                 output.account,
                                 0,
                                 mint.asset,
                                 opening.value,
                                 {},
                                 opening.memo});
    }
    if (movement.legs.empty()) return;
    finish_payment(movement);
    x_result.movements.push_back(std::move(movement));
}

/// Appends an output to the tree, and keeps it if it is the wallet's.
void Scan::leaf(const Candidate& candidate, std::uint64_t position, shielded::Height height) {
    if (x_leaves.leaves.empty()) x_leaves.first_position = x_frontier.leaf_count();
    if (candidate.received) {
        const auto& found = *candidate.received;
        NoteRecord note{
            candidate.account, position, found.opening, candidate.rho, found.commitment, {}, height,
            std::nullopt,      {}};
        if (const auto& full = x_keys.find(candidate.account)->full)
            note.nullifier =
                shielded::derive_nullifier(full->nk(), candidate.rho, found.commitment);
        x_new_nullifiers[note.nullifier] = position;
        x_notes.insert_or_assign(position, std::move(note));
        x_leaves.own.push_back(static_cast<std::uint32_t>(x_leaves.leaves.size()));
    }
    x_leaves.leaves.push_back(candidate.output->commitment);
    x_frontier.append(candidate.output->commitment);
}

std::optional<MovementLeg> Scan::sent_leg(const OutputDescription& output, const shielded::Rho& rho,
                                          std::uint32_t account) const {
    const AccountKeys* keys = x_keys.find(account);
    if (keys == nullptr || !keys->full) return std::nullopt;
    const auto sent = shielded::recover_outgoing(keys->full->ovk(), output, rho);
    if (!sent) return std::nullopt;
    const auto to = sent->to.encode_bytes();
    return MovementLeg{
        MovementLeg::Direction::kSent, account,           0, sent->note.asset, sent->opening.value,
        Bytes(to.begin(), to.end()),   sent->opening.memo};
}

/// The wallet's note of this nullifier, to be changed; nothing for a stranger's.
NoteRecord* Scan::known_note(const shielded::Nullifier& nullifier) {
    if (nullifier.is_zero()) return nullptr;
    if (const auto found = x_new_nullifiers.find(nullifier); found != x_new_nullifiers.end())
        return &x_notes.at(found->second);
    const NoteRecord* note = x_book.find_note(nullifier);
    if (note == nullptr) return nullptr;
    return &x_notes.try_emplace(note->position, *note).first->second;
}

void Scan::finish_payment(const MovementRecord& movement) {
    const PaymentRecord* known = x_book.find_payment(movement.txid);
    if (known == nullptr) return;
    PaymentRecord payment = *known;
    payment.state = PaymentState::kFinal;
    payment.height = movement.height;
    payment.time = movement.time;
    x_payments.insert_or_assign(payment.id, std::move(payment));
}

/// Payments that no later block may hold any more. Their notes are free again by that.
void Scan::expire_payments(shielded::Height height) {
    for (const auto& [id, payment] : x_book.payments()) {
        const bool sent =
            payment.state == PaymentState::kSigned || payment.state == PaymentState::kSent;
        if (!sent || height < payment.expiry || x_payments.contains(id)) continue;
        PaymentRecord expired = payment;
        expired.state = PaymentState::kExpired;
        x_payments.insert_or_assign(id, std::move(expired));
    }
}

void Scan::close_leaves(shielded::Height height) {
    if (x_leaves.leaves.empty()) return;
    x_leaves.height = height;
    x_result.leaves.push_back(std::move(x_leaves));
    x_leaves = {};
}

ScanResult Scan::take() && {
    close_leaves(x_leaves.height);
    for (auto& [position, note] : x_notes) x_result.notes.push_back(std::move(note));
    for (auto& [id, payment] : x_payments) x_result.payments.push_back(std::move(payment));
    return std::move(x_result);
}

}  // namespace

ScanResult scan_blocks(const Book& book, const WalletKeys& keys, const shielded::ChainId& chain,
                       std::span<const ledger::ScanBlock> blocks, Executor& executor) {
    std::vector<Candidate> candidates;
    std::vector<std::size_t> first_of_block;
    for (const auto& block : blocks) {
        first_of_block.push_back(candidates.size());
        collect(block, chain, candidates);
    }
    executor.run(candidates.size(), [&](std::size_t i) { try_keys(candidates[i], keys); });
    Scan scan(book, keys, chain);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::size_t end = i + 1 < blocks.size() ? first_of_block[i + 1] : candidates.size();
        scan.block(blocks[i],
                   std::span(candidates).subspan(first_of_block[i], end - first_of_block[i]));
    }
    return std::move(scan).take();
}

}  // namespace tacit::wallet
