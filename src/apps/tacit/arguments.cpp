#include "apps/tacit/arguments.hpp"

#include <cmath>
#include <fcntl.h>
#include <unistd.h>

#include "apps/host/read_file.hpp"
#include "base/hex.hpp"

namespace tacit::apps {

using wallet::AssetInfo;
using wallet::misuse;
using wallet::refusal;
using wallet::Wallet;
using wallet::WalletResult;

WalletResult<const AssetInfo*> find_asset(const Wallet& wallet, const std::string& name) {
    if (const AssetInfo* found = wallet.assets().find(name)) return found;
    return fail(misuse("unknown_asset", "There is no asset " + name + " on this chain.",
                       "The assets are " + wallet.assets().names() + "."));
}

WalletResult<Amount> read_amount(const std::string& text, const AssetInfo& asset) {
    const auto amount = parse_amount(text, asset.decimals);
    if (!amount.ok() || amount->is_zero())
        return fail(
            misuse("bad_amount", "\"" + text + "\" is not an amount of " + asset.symbol + ".",
                   "Give digits with a point and at most " + std::to_string(asset.decimals) +
                       " decimals, above 0, such as 12.50."));
    return *amount;
}

WalletResult<std::string> read_input(const std::filesystem::path& file,
                                     std::size_t size_bytes_max) {
    auto content = read_start_of_file(file, size_bytes_max + 1);
    if (!content)
        return fail(misuse("file_missing", "The file " + file.string() + " cannot be read.",
                           "Check its name and permissions."));
    if (content->size() > size_bytes_max)
        return fail(
            refusal("file_too_large", "The file " + file.string() + " is too large.", "Split it."));
    return std::move(*content);
}

WalletResult<void> write_file(const std::filesystem::path& file, std::string_view content) {
    const auto refused = [&] {
        return fail(refusal("cannot_write", "The file " + file.string() + " cannot be written.",
                            "Check its folder and the free space."));
    };
    const std::filesystem::path part = file.string() + ".part" + std::to_string(::getpid());
    const int out = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0) return refused();
    std::size_t written = 0;
    bool is_whole = true;
    while (is_whole && written < content.size()) {
        const auto count = ::write(out, content.data() + written, content.size() - written);
        is_whole = count > 0;
        if (is_whole) written += static_cast<std::size_t>(count);
    }
    is_whole = is_whole && ::fsync(out) == 0;
    is_whole = ::close(out) == 0 && is_whole;
    std::error_code error;
    if (is_whole) std::filesystem::rename(part, file, error);
    if (is_whole && !error) return {};
    std::filesystem::remove(part, error);
    return refused();
}

std::string asset_name(const Wallet& wallet, const shielded::AssetId& asset) {
    const AssetInfo* found = wallet.assets().find(asset);
    return found != nullptr ? found->symbol : encode_hex(asset.encode());
}

std::string amount_text(const Wallet& wallet, const shielded::AssetId& asset, Amount amount) {
    const AssetInfo* found = wallet.assets().find(asset);
    return format_amount(amount, found != nullptr ? found->decimals : 0);
}

double round_ms(double ms) {
    return std::round(ms * 1000) / 1000;
}

}  // namespace tacit::apps
