// What a wallet remembers, one sealed row each, and the rows' canonical encoding. Spec: §10.4.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/codec.hpp"
#include "shielded/keys/address.hpp"
#include "shielded/note/plaintext.hpp"
#include "shielded/tx/ids.hpp"

namespace tacit::wallet {

/// Longest text of a payment's id, a contact's id or a refusal.
inline constexpr std::size_t kIdSizeMax = 256;
inline constexpr std::size_t kTransactionRowSizeMax = 8192;

/// How many accounts beyond the known ones a restored wallet looks for.
inline constexpr std::uint32_t kAccountsAhead = 4;

/// Of the wallet as a whole.
struct SettingsRecord {
    shielded::Network network = shielded::Network::kTest;
    std::uint32_t accounts = 1;
    /// Restored, and not yet read to the chain's tip: accounts beyond `accounts` are looked for.
    bool discovering = false;
    Bytes genesis;  // canonical; empty until the wallet first met its chain
    /// Accounts 0 to `scanned` - 1 were watched in every block that was read. What was paid to a
    /// later one before it was made here is found by reading those blocks again.
    std::uint32_t scanned = 1;

    /// While a restored wallet is read, more accounts than it knows of.
    std::uint32_t accounts_watched() const { return accounts + (discovering ? kAccountsAhead : 0); }
    Bytes encode() const;
    static Result<SettingsRecord, DecodeError> decode(ByteSpan bytes);
};

struct AccountRecord {
    std::uint32_t index = 0;
    std::uint64_t addresses = 1;  // handed out so far, numbered from 0

    Bytes encode() const;
    static Result<AccountRecord, DecodeError> decode(ByteSpan bytes);
};

/// A note that is or was the wallet's.
struct NoteRecord {
    std::uint32_t account = 0;
    std::uint64_t position = 0;  // in the tree; also the row's identity
    shielded::NoteOpening opening;
    shielded::Rho rho;
    shielded::NoteCommitment commitment;
    shielded::Nullifier nullifier;  // 0 for an incoming viewing key, which cannot derive it
    shielded::Height height;
    std::optional<shielded::Height> spent_at;
    std::string reserved_by;  // id of the payment that is to spend it; empty for none

    Bytes encode() const;
    static Result<NoteRecord, DecodeError> decode(ByteSpan bytes);
};

enum class PaymentKind : std::uint8_t { kSend = 1, kRedeem = 2, kIssue = 3, kMerge = 4 };

/// kReserved: notes chosen, nothing left the wallet. kSigned: may have been sent. kSent: a node
/// took it. The other three are ends.
enum class PaymentState : std::uint8_t {
    kReserved = 1,
    kSigned = 2,
    kSent = 3,
    kFinal = 4,
    kRefused = 5,
    kExpired = 6,
};

/// One wish of the wallet's owner: paid once, whatever happens on the way.
struct PaymentRecord {
    std::string id;  // the owner's, or drawn at random; also the row's identity
    PaymentKind kind = PaymentKind::kSend;
    PaymentState state = PaymentState::kReserved;
    std::uint32_t account = 0;
    Bytes to;  // Address::encode_bytes(); empty for redemption and merge
    shielded::AssetId asset;
    Amount amount;
    shielded::AssetId fee_asset;
    Amount fee;
    shielded::MemoBytes memo;
    UnixMillis created;
    std::uint64_t holder = 0;           // process that builds it, while kReserved
    std::vector<std::uint64_t> inputs;  // positions of the notes it spends
    Bytes transaction;  // from kSigned on; in kReserved that of an earlier attempt, if any
    shielded::TxId txid;
    shielded::Height expiry;
    shielded::Height height;  // when kFinal
    UnixMillis time;          // when kFinal
    std::string refusal;      // code of the refusal, when kRefused

    bool is_open() const { return state <= PaymentState::kSent; }
    Bytes encode() const;
    static Result<PaymentRecord, DecodeError> decode(ByteSpan bytes);
};

/// One leg of a transaction as the wallet sees it.
struct MovementLeg {
    enum class Direction : std::uint8_t {
        kReceived = 1,
        kSent = 2,
        kRedeemed = 3,
        kInternal = 4,  // change, merges, payments to oneself
        kIssued = 5,
    };

    Direction direction = Direction::kReceived;
    std::uint32_t account = 0;
    std::uint8_t output = 0;  // slot in the transaction
    shielded::AssetId asset;
    Amount amount;
    Bytes to;  // the payee's Address::encode_bytes(), the wallet's own included; empty: none
    shielded::MemoBytes memo;
};

/// A final transaction that concerns the wallet. The row's identity is the txid.
struct MovementRecord {
    shielded::TxId txid;
    shielded::Height height;
    std::uint32_t index = 0;  // within the block
    UnixMillis time;
    bool own_spend = false;   // a note of the wallet was spent: it paid the fee
    std::uint32_t payer = 0;  // the account that paid, where own_spend
    shielded::AssetId fee_asset;
    Amount fee;
    std::vector<MovementLeg> legs;

    Bytes encode() const;
    static Result<MovementRecord, DecodeError> decode(ByteSpan bytes);
};

struct ContactRecord {
    std::string id;  // also the row's identity
    Bytes to;        // Address::encode_bytes()

    Bytes encode() const;
    static Result<ContactRecord, DecodeError> decode(ByteSpan bytes);
};

/// A number of an asset that this wallet issues, used up by an issue in the chain.
struct IssueRecord {
    shielded::AssetId asset;
    std::uint64_t sequence = 0;
    /// Opened with the wallet's own outgoing key: no node can have made it up.
    bool is_own = false;
    shielded::Height height{};

    Bytes encode() const;
    static Result<IssueRecord, DecodeError> decode(ByteSpan bytes);
};

/// A file of payments that was begun.
struct PaymentFileRecord {
    std::string message_id;  // also the row's identity
    ByteArray<32> digest{};  // of its content

    Bytes encode() const;
    static Result<PaymentFileRecord, DecodeError> decode(ByteSpan bytes);
};

}  // namespace tacit::wallet
