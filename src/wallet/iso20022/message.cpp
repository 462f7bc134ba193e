#include "wallet/iso20022/message.hpp"

#include <array>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

constexpr std::array kMessages = {IsoMessage::kPain001V03, IsoMessage::kPain001V09,
                                  IsoMessage::kPain002V03, IsoMessage::kPain002V10,
                                  IsoMessage::kCamt053V08};

}  // namespace

std::string_view message_name(IsoMessage message) {
    switch (message) {
        case IsoMessage::kPain001V03:
            return "pain.001.001.03";
        case IsoMessage::kPain001V09:
            return "pain.001.001.09";
        case IsoMessage::kPain002V03:
            return "pain.002.001.03";
        case IsoMessage::kPain002V10:
            return "pain.002.001.10";
        case IsoMessage::kCamt053V08:
            return "camt.053.001.08";
    }
    TACIT_CHECK(false);
}

std::string message_namespace(IsoMessage message) {
    return std::string(kMessageNamespaceStart) + std::string(message_name(message));
}

std::optional<IsoMessage> find_message(std::string_view name_space) {
    for (const IsoMessage message : kMessages) {
        if (name_space == message_namespace(message)) return message;
    }
    return std::nullopt;
}

}  // namespace tacit::wallet
