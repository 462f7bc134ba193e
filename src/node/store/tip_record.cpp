#include "node/store/tip_record.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "base/codec.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::node {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kChecksumBytes = 32;
constexpr std::size_t kSizeBytes = 1 + 8 + 32 + kChecksumBytes;

ByteArray<kChecksumBytes> checksum(ByteSpan content) {
    return zk::blake2b_256(zk::Personalisation("Tacit_TipRecord"), content);
}

StoreError system_error(const std::string& what) {
    return {StoreErrorCode::kIo, what + ": " + std::strerror(errno)};
}

StoreError damaged() {
    return {StoreErrorCode::kCorrupt, "the record of the last final block does not decode"};
}

class Descriptor {
  public:
    explicit Descriptor(int number) : x_number(number) {}
    ~Descriptor() {
        if (x_number >= 0) ::close(x_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return x_number; }

  private:
    int x_number;
};

Result<NotedTip, DecodeError> decode(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY_VOID(in.u8("version"));
    TACIT_TRY(const std::uint64_t height, in.u64("height"));
    TACIT_TRY(const auto app_hash, in.array<32>("AppHash"));
    return NotedTip{shielded::Height(height), ledger::AppHash(app_hash)};
}

}  // namespace

Bytes encode_noted_tip(const NotedTip& tip) {
    Writer out;
    out.u8(kVersion);
    out.u64(tip.height.value());
    out.fixed(tip.app_hash.bytes());
    out.fixed(checksum(out.bytes()));
    return out.take();
}

StoreResult<std::optional<NotedTip>> read_noted_tip(const std::filesystem::path& file) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.number() < 0 && errno == ENOENT) return std::optional<NotedTip>();
    if (descriptor.number() < 0) return fail(system_error("the tip record cannot be opened"));
    ByteArray<kSizeBytes + 1> bytes{};
    const ssize_t size = ::pread(descriptor.number(), bytes.data(), bytes.size(), 0);
    if (size < 0) return fail(system_error("the tip record cannot be read"));
    if (static_cast<std::size_t>(size) != kSizeBytes || bytes[0] != kVersion)
        return fail(damaged());
    const ByteSpan content = ByteSpan(bytes).first(kSizeBytes - kChecksumBytes);
    const auto expected = checksum(content);
    if (!std::equal(expected.begin(), expected.end(), bytes.begin() + content.size()))
        return fail(damaged());
    const auto tip = decode(content);
    if (!tip.ok()) return fail(damaged());
    return std::optional(*tip);
}

StoreResult<std::unique_ptr<TipRecord>> TipRecord::open(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return fail(system_error("the tip record cannot be opened"));
    return std::unique_ptr<TipRecord>(new TipRecord(descriptor));
}

TipRecord::~TipRecord() {
    ::close(x_descriptor);
}

StoreResult<void> TipRecord::note(const NotedTip& tip) {
    const Bytes bytes = encode_noted_tip(tip);
    // Less than a sector, and within one page: the old record or the new one, never half of each.
    const ssize_t written = ::pwrite(x_descriptor, bytes.data(), bytes.size(), 0);
    if (written == static_cast<ssize_t>(bytes.size())) return {};
    return fail(system_error("the tip record cannot be written"));
}

StoreResult<void> TipRecord::sync() {
    if (::fsync(x_descriptor) == 0) return {};
    return fail(system_error("the tip record cannot be synced"));
}

}  // namespace tacit::node
