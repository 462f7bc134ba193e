#include "wallet/iso20022/head_scan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "wallet/iso20022/message.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kScannedBytes = std::size_t{64} << 10;
constexpr std::string_view kBlanks = " \t\r\n";

/// The start of the text, without zero bytes (UTF-16 of ASCII is ASCII without them) and comments.
std::string scanned_part(std::string_view bytes) {
    std::string text(bytes.substr(0, kScannedBytes));
    std::erase(text, '\0');
    for (std::size_t open = text.find("<!--"); open != std::string::npos;
         open = text.find("<!--", open)) {
        const std::size_t close = text.find("-->", open);
        text.erase(open, close == std::string::npos ? close : close + 3 - open);
    }
    return text;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(kBlanks) - start + 1);
}

std::string unescaped(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}}};
    std::string out;
    while (!text.empty()) {
        const auto* const found = std::ranges::find_if(
            kEntities, [&](const auto& entity) { return text.starts_with(entity.first); });
        const bool is_entity = found != kEntities.end();
        out.push_back(is_entity ? found->second : text.front());
        text.remove_prefix(is_entity ? found->first.size() : 1);
    }
    return out;
}

/// What follows the start tag of the first element of this local name, up to the next tag; nothing
/// if there is none.
std::optional<std::string_view> after_tag(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
        const std::string_view tag = text.substr(at + 1, text.find('>', at) - at - 1);
        const std::string_view whole = tag.substr(0, tag.find_first_of(" \t\r\n/"));
        const std::size_t colon = whole.find(':');
        const std::string_view local =
            colon == std::string_view::npos ? whole : whole.substr(colon + 1);
        if (local == name) return text.substr(std::min(at + tag.size() + 2, text.size()));
    }
    return std::nullopt;
}

std::string text_of(std::string_view group_header, std::string_view name) {
    const auto rest = after_tag(group_header, name);
    if (!rest) return {};
    const std::size_t end = rest->find('<');
    return end == std::string_view::npos ? std::string() : unescaped(trimmed(rest->substr(0, end)));
}

std::string message_name_in(std::string_view text) {
    const std::size_t at = text.find(kMessageNamespaceStart);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + kMessageNamespaceStart.size());
    return std::string(text.substr(0, text.find_first_of("\"'")));
}

}  // namespace

OriginalHead scan_head(std::string_view bytes) {
    const std::string text = scanned_part(bytes);
    OriginalHead head;
    head.message_name = message_name_in(text);
    const auto group_header = after_tag(text, "GrpHdr");
    if (!group_header) return head;
    head.message_id = text_of(*group_header, "MsgId");
    head.created_at = text_of(*group_header, "CreDtTm");
    head.transaction_count = text_of(*group_header, "NbOfTxs");
    head.control_sum = text_of(*group_header, "CtrlSum");
    return head;
}

}  // namespace tacit::wallet
