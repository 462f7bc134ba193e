#include "wallet/chain/scanner.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::wallet {
namespace {

using shielded::OutputDescription;

/// One output and its place in the tree's order.
struct Candidate {
    const OutputDescription* output;
    shielded::Rho rho;
};

std::vector<Candidate> outputs_of(const ledger::ScanBlock& block, const shielded::ChainId& chain) {
    std::vector<Candidate> out;
    for (const auto& entry : block.entries) {
        if (const auto* transfer = std::get_if<ledger::ScanTransfer>(&entry)) {
            for (std::size_t slot = 0; slot < transfer->outputs.size(); ++slot)
                out.push_back({&transfer->outputs[slot], transfer->rho(slot)});
        } else {
            const auto& mint = std::get<ledger::ScanMint>(entry);
            out.push_back({&mint.output, mint.rho(chain)});
        }
    }
    return out;
}

std::optional<shielded::ReceivedNote> try_key(const Candidate& candidate,
                                              const AccountKeys& account) {
    return shielded::trial_decrypt(account.incoming, *candidate.output, candidate.rho);
}

OpenedOutput try_keys(const Candidate& candidate, const WalletKeys& keys,
                      std::uint32_t account_from) {
    const auto& accounts = keys.accounts();
    for (auto at = accounts.lower_bound(account_from); at != accounts.end(); ++at)
        if (auto found = try_key(candidate, at->second)) return {at->first, std::move(found)};
    return {};
}

std::vector<Candidate> outputs_of(std::span<const ledger::ScanBlock> blocks,
                                  const shielded::ChainId& chain) {
    std::vector<Candidate> out;
    for (const auto& block : blocks)
        for (const Candidate& candidate : outputs_of(block, chain)) out.push_back(candidate);
    return out;
}

/// The assets of which the wallet holds the issuer's key.
std::set<shielded::AssetId> issued_by(const WalletKeys& keys, const AssetBook& assets) {
    std::set<shielded::AssetId> out;
    if (!keys.issuer()) return out;
    const shielded::IssuerKey own = shielded::issuer_key(*keys.issuer());
    for (const AssetInfo& asset : assets.all())
        if (asset.issuer == own) out.insert(asset.id);
    return out;
}

/// Whether a transaction of which the wallet has the signed bytes is shown as it was signed: a
/// proof against the node that needs nobody else's word.
template <class Stored, class Shown, class Same>
bool is_as_signed(const PaymentRecord& payment, const Shown& shown, const shielded::ChainId& chain,
                  Same same) {
    const auto transaction = shielded::decode_transaction(payment.transaction);
    // The bytes kept may be those of a later attempt at the same payment.
    if (!transaction || shielded::transaction_id(*transaction, chain) != shown.id) return true;
    const auto* stored = std::get_if<Stored>(&*transaction);
    return stored != nullptr && same(*stored);
}

/// An output as the scan meets it.
struct Output {
    const OutputDescription& description;
    const shielded::Rho& rho;
    const OpenedOutput& opened;
};

/// Follows blocks one by one on top of the book.
class Scan {
  public:
    Scan(const Book& book, const WalletKeys& keys, const ChainFacts& facts)
        : x_book(book),
          x_keys(keys),
          x_facts(facts),
          x_issued(issued_by(keys, facts.assets)),
          x_frontier(book.tree().frontier()),
          x_root(x_frontier.root().fr()) {
        x_result.scan = book.scan();
    }

    /// Nothing more once a lie is found.
    void block(const ledger::ScanBlock& block, std::span<const OpenedOutput> opened);
    /// A block that the book has.
    void known_block(const ledger::ScanBlock& block);
    ScanResult take() &&;

  private:
    void transfer(const ledger::ScanBlock& block, std::uint32_t index,
                  const ledger::ScanTransfer& transfer, std::span<const Candidate> outputs,
                  std::span<const OpenedOutput> opened);
    void mint(const ledger::ScanBlock& block, std::uint32_t index, const ledger::ScanMint& mint,
              const Output& output);
    void leaf(const Output& output, std::uint64_t position, shielded::Height height);
    MovementLeg own_leg(MovementLeg::Direction direction, const OpenedOutput& opened) const;
    std::optional<MovementLeg> sent_leg(const Output& output, std::uint32_t account) const;
    NoteRecord* known_note(const shielded::Nullifier& nullifier);
    std::optional<Lie> check(const ledger::ScanBlock& block) const;
    bool is_as_stored(const ledger::ScanTransfer& shown) const;
    bool is_as_stored(const ledger::ScanMint& shown) const;
    bool has_tree_of(const ledger::ScanBlock& block) const;
    void entries(const ledger::ScanBlock& block, std::span<const OpenedOutput> opened);
    const PaymentRecord* payment_of(const MovementRecord& movement) const;
    void finish_payment(const MovementRecord& movement);
    void expire_payments(shielded::Height height);
    void close_leaves();

    const Book& x_book;
    const WalletKeys& x_keys;
    const ChainFacts& x_facts;
    const std::set<shielded::AssetId> x_issued;
    shielded::Frontier x_frontier;
    zk::Fr x_root;                                // of the frontier after the last block
    std::map<std::uint64_t, NoteRecord> x_notes;  // new or changed
    std::map<shielded::Nullifier, std::uint64_t> x_new_nullifiers;
    std::map<std::string, PaymentRecord> x_payments;
    LeavesRecord x_leaves;
    bool x_in_place = true;         // every note stands where its entry says
    bool x_has_shown_last = false;  // the book's last block came again, as the book has it
    ScanResult x_result;
};

void Scan::block(const ledger::ScanBlock& block, std::span<const OpenedOutput> opened) {
    if (x_result.lie) return;
    const auto lie_with = [&](Lie lie) {
        const bool is_next = block.height().value() == x_book.scan().next_height;
        x_result.lie = FoundLie{lie, block.height(), block.app_hash(), is_next && x_has_shown_last};
    };
    if (const auto lie = check(block)) return lie_with(*lie);
    entries(block, opened);
    if (!block.entries.empty()) x_root = x_frontier.root().fr();
    if (!has_tree_of(block)) return lie_with(Lie::kTrees);
    x_result.scan.follow(block.app_hash(), block.time(), ledger::note_count(block.entries));
    expire_payments(block.height());
    x_leaves.height = block.height();
    x_leaves.time = block.time();
    if (block.height().value() % kAnchorGridBlocks == 0) close_leaves();
}

/// Of the last one the book keeps the AppHash; those before are under it.
void Scan::known_block(const ledger::ScanBlock& block) {
    const bool is_last = block.height().value() + 1 == x_book.scan().next_height;
    if (!is_last) return;
    x_has_shown_last = block.app_hash() == x_book.scan().app_hash();
    if (!x_has_shown_last) x_result.lie = FoundLie{Lie::kHistory, block.height(), block.app_hash()};
}

/// What needs no look at the notes. The wallet's own transactions come first: of them it knows
/// better than any hash.
std::optional<Lie> Scan::check(const ledger::ScanBlock& block) const {
    for (const auto& entry : block.entries)
        if (!std::visit([this](const auto& shown) { return is_as_stored(shown); }, entry))
            return Lie::kOwn;
    return check_block(x_result.scan, block, x_facts);
}

/// A wallet follows one tree.
bool Scan::has_tree_of(const ledger::ScanBlock& block) const {
    const ledger::TreeSummary own{shielded::kTreeDepth, x_frontier.leaf_count(), x_root};
    return x_in_place && block.parts.trees.size() == 1 && block.parts.open_tree() == own;
}

void Scan::entries(const ledger::ScanBlock& block, std::span<const OpenedOutput> opened) {
    const std::vector<Candidate> outputs = outputs_of(block, x_facts.id);
    std::size_t at = 0;
    std::uint32_t index = 0;
    for (const auto& entry : block.entries) {
        if (const auto* found = std::get_if<ledger::ScanTransfer>(&entry)) {
            const std::size_t count = found->outputs.size();
            transfer(block, index, *found, std::span(outputs).subspan(at, count),
                     opened.subspan(at, count));
            at += count;
        } else {
            mint(block, index, std::get<ledger::ScanMint>(entry),
                 {*outputs[at].output, outputs[at].rho, opened[at]});
            ++at;
        }
        ++index;
    }
}

void Scan::transfer(const ledger::ScanBlock& block, std::uint32_t index,
                    const ledger::ScanTransfer& transfer, std::span<const Candidate> outputs,
                    std::span<const OpenedOutput> opened) {
    MovementRecord movement{transfer.id,        block.height(), index, block.time(), false, 0,
                            transfer.fee_asset, transfer.fee,   {}};
    for (const auto& nullifier : transfer.nullifiers)
        if (NoteRecord* note = known_note(nullifier)) {
            note->spent_at = block.height();
            movement.own_spend = true;
            movement.payer = note->account;
        }
    using Direction = MovementLeg::Direction;
    for (std::size_t slot = 0; slot < outputs.size(); ++slot) {
        const Output output{*outputs[slot].output, outputs[slot].rho, opened[slot]};
        leaf(output, transfer.first_position.value() + slot, block.height());
        std::optional<MovementLeg> leg;
        if (output.opened.received)
            leg = own_leg(movement.own_spend ? Direction::kInternal : Direction::kReceived,
                          output.opened);
        else if (movement.own_spend)
            leg = sent_leg(output, movement.payer);
        // A value of 0 fills a slot, unless it carries a memo: then it is a note to oneself.
        if (!leg || (leg->amount.is_zero() && leg->memo == shielded::MemoBytes())) continue;
        leg->output = static_cast<std::uint8_t>(slot);
        movement.legs.push_back(std::move(*leg));
    }
    if (movement.own_spend && !transfer.public_leg.magnitude.is_zero()) {
        MovementLeg leg;
        leg.direction = Direction::kRedeemed;
        leg.account = movement.payer;
        leg.asset = transfer.public_leg.asset;
        leg.amount = transfer.public_leg.magnitude;
        movement.legs.push_back(std::move(leg));
    }
    if (!movement.own_spend && movement.legs.empty()) return;
    finish_payment(movement);
    x_result.movements.push_back(std::move(movement));
}

void Scan::mint(const ledger::ScanBlock& block, std::uint32_t index, const ledger::ScanMint& mint,
                const Output& output) {
    MovementRecord movement{mint.id, block.height(), index, block.time(), false, 0, {}, {}, {}};
    leaf(output, mint.position.value(), block.height());
    for (const auto& [account, keys] : x_keys.accounts())
        if (auto leg = sent_leg(output, account)) {
            leg->direction = MovementLeg::Direction::kIssued;
            movement.legs.push_back(std::move(*leg));
        }
    if (mint.source == ledger::ScanMint::Source::kIssue && x_issued.contains(mint.asset))
        x_result.issues.push_back(
            {mint.asset, mint.sequence, !movement.legs.empty(), block.height()});
    if (output.opened.received)
        movement.legs.push_back(own_leg(MovementLeg::Direction::kReceived, output.opened));
    if (movement.legs.empty()) return;
    finish_payment(movement);
    x_result.movements.push_back(std::move(movement));
}

/// Appends an output to the tree, and keeps it if it is the wallet's.
void Scan::leaf(const Output& output, std::uint64_t position, shielded::Height height) {
    if (x_leaves.leaves.empty()) x_leaves.first_position = x_frontier.leaf_count();
    // Of a block that numbers its notes otherwise nothing is kept.
    if (position != x_frontier.leaf_count()) x_in_place = false;
    if (output.opened.received && x_in_place) {
        const auto& found = *output.opened.received;
        NoteRecord note{output.opened.account,
                        position,
                        found.opening,
                        output.rho,
                        found.commitment,
                        {},
                        height,
                        std::nullopt,
                        {}};
        if (const auto& full = x_keys.find(note.account)->full)
            note.nullifier = shielded::derive_nullifier(full->nk(), output.rho, found.commitment);
        x_new_nullifiers[note.nullifier] = position;
        x_notes.insert_or_assign(position, std::move(note));
        x_leaves.own.push_back(static_cast<std::uint32_t>(x_leaves.leaves.size()));
    }
    x_leaves.leaves.push_back(output.description.commitment);
    x_frontier.append(output.description.commitment);
}

MovementLeg Scan::own_leg(MovementLeg::Direction direction, const OpenedOutput& opened) const {
    const shielded::ReceivedNote& found = *opened.received;
    MovementLeg leg;
    leg.direction = direction;
    leg.account = opened.account;
    leg.asset = found.note.asset;
    leg.amount = found.opening.value;
    leg.memo = found.opening.memo;
    const auto& incoming = x_keys.find(opened.account)->incoming;
    if (const auto address = incoming.address_of(found.opening.diversifier)) {
        const auto to = address->encode_bytes();
        leg.to.assign(to.begin(), to.end());
    }
    return leg;
}

std::optional<MovementLeg> Scan::sent_leg(const Output& output, std::uint32_t account) const {
    const AccountKeys* keys = x_keys.find(account);
    if (keys == nullptr || !keys->full) return std::nullopt;
    const auto sent = shielded::recover_outgoing(keys->full->ovk(), output.description, output.rho);
    if (!sent) return std::nullopt;
    const auto to = sent->to.encode_bytes();
    MovementLeg leg;
    leg.direction = MovementLeg::Direction::kSent;
    leg.account = account;
    leg.asset = sent->note.asset;
    leg.amount = sent->opening.value;
    leg.to.assign(to.begin(), to.end());
    leg.memo = sent->opening.memo;
    return leg;
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

bool Scan::is_as_stored(const ledger::ScanTransfer& shown) const {
    const PaymentRecord* known = x_book.find_payment(shown.id);
    if (known == nullptr) return true;
    return is_as_signed<shielded::Transfer>(
        *known, shown, x_facts.id, [&](const shielded::Transfer& stored) {
            return stored.nullifiers == shown.nullifiers && stored.public_leg == shown.public_leg &&
                   stored.fee == shown.fee && stored.fee_asset == shown.fee_asset &&
                   stored.outputs == shown.outputs;
        });
}

bool Scan::is_as_stored(const ledger::ScanMint& shown) const {
    const PaymentRecord* known = x_book.find_payment(shown.id);
    if (known == nullptr) return true;
    return is_as_signed<shielded::Issue>(
        *known, shown, x_facts.id, [&](const shielded::Issue& stored) {
            return stored.asset == shown.asset && stored.sequence == shown.sequence &&
                   stored.value == shown.value && stored.output(x_facts.id) == shown.output;
        });
}

/// By the transaction; else by the reference in a memo, since an earlier transaction for the same
/// wish may be the one that was included.
const PaymentRecord* Scan::payment_of(const MovementRecord& movement) const {
    if (const PaymentRecord* known = x_book.find_payment(movement.txid)) return known;
    for (const MovementLeg& leg : movement.legs) {
        const bool own = movement.own_spend || leg.direction == MovementLeg::Direction::kIssued;
        const auto memo = shielded::Memo::decode(leg.memo);
        if (!own || !memo.ok() || memo->reference == shielded::MemoReference()) continue;
        if (const PaymentRecord* known = x_book.find_payment(memo->reference)) return known;
    }
    return nullptr;
}

void Scan::finish_payment(const MovementRecord& movement) {
    const PaymentRecord* known = payment_of(movement);
    if (known == nullptr || known->state == PaymentState::kFinal) return;
    PaymentRecord payment = *known;
    payment.state = PaymentState::kFinal;
    payment.txid = movement.txid;
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

void Scan::close_leaves() {
    if (!x_leaves.leaves.empty()) x_result.leaves.push_back(std::move(x_leaves));
    x_leaves = {};
}

ScanResult Scan::take() && {
    close_leaves();
    for (auto& [position, note] : x_notes) x_result.notes.push_back(std::move(note));
    for (auto& [id, payment] : x_payments) x_result.payments.push_back(std::move(payment));
    return std::move(x_result);
}

}  // namespace

std::vector<OpenedOutput> open_outputs(const WalletKeys& keys, const shielded::ChainId& chain,
                                       std::span<const ledger::ScanBlock> blocks,
                                       Executor& executor) {
    const std::vector<Candidate> candidates = outputs_of(blocks, chain);
    std::vector<OpenedOutput> opened(candidates.size());
    executor.run(candidates.size(),
                 [&](std::size_t i) { opened[i] = try_keys(candidates[i], keys, 0); });
    return opened;
}

std::vector<OpenedOutput> open_outputs_again(const Book& book, std::uint32_t account_from,
                                             std::uint64_t first_position, const WalletKeys& keys,
                                             const shielded::ChainId& chain,
                                             std::span<const ledger::ScanBlock> blocks,
                                             Executor& executor) {
    const std::vector<Candidate> candidates = outputs_of(blocks, chain);
    std::vector<OpenedOutput> opened(candidates.size());
    executor.run(candidates.size(), [&](std::size_t i) {
        const auto known = book.notes().find(first_position + i);
        if (known == book.notes().end()) {
            opened[i] = try_keys(candidates[i], keys, account_from);
            return;
        }
        const std::uint32_t account = known->second.account;
        opened[i] = {account, try_key(candidates[i], *keys.find(account))};
    });
    return opened;
}

ScanResult scan_blocks(const Book& book, const WalletKeys& keys, const ChainFacts& facts,
                       std::span<const ledger::ScanBlock> blocks,
                       std::span<const OpenedOutput> opened) {
    Scan scan(book, keys, facts);
    for (const auto& block : blocks) {
        const std::size_t outputs = ledger::note_count(block.entries);
        if (block.height().value() >= book.scan().next_height)
            scan.block(block, opened.first(outputs));
        else
            scan.known_block(block);
        opened = opened.subspan(outputs);
    }
    return std::move(scan).take();
}

}  // namespace tacit::wallet
