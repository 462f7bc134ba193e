// What was final last, noted outside the database: a store that lost blocks tells by itself of no
// loss, since a shorter chain is whole as well. Spec: §11.1.
#pragma once

#include <filesystem>
#include <memory>

#include "ledger/app_hash.hpp"
#include "node/store/store.hpp"

namespace tacit::node {

/// A block that a store must still have.
struct NotedTip {
    shielded::Height height;
    ledger::AppHash app_hash;

    bool operator==(const NotedTip&) const = default;
};

/// The record's bytes; always of the same length, so that noting a block never makes the file
/// longer.
Bytes encode_noted_tip(const NotedTip& tip);

/// Nothing when there is no such file. Error: kIo, or kCorrupt when the checksum does not match.
StoreResult<std::optional<NotedTip>> read_noted_tip(const std::filesystem::path& file);

/// The record of a home that runs. One writer.
class TipRecord {
  public:
    /// Precondition: the file exists, whole and durable (it is only ever overwritten in place).
    static StoreResult<std::unique_ptr<TipRecord>> open(const std::filesystem::path& file);
    ~TipRecord();
    TipRecord(const TipRecord&) = delete;
    TipRecord& operator=(const TipRecord&) = delete;

    /// Call it after the store's own write was synced, so that the record is never ahead of the
    /// store. One write to the page cache, not synced (some microseconds): it survives the process
    /// at once and a power cut a little later.
    StoreResult<void> note(const NotedTip& tip);
    /// Durable from here on.
    StoreResult<void> sync();

  private:
    explicit TipRecord(int descriptor) : x_descriptor(descriptor) {}

    int x_descriptor;
};

}  // namespace tacit::node
