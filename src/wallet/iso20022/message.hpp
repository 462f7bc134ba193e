// The ISO 20022 messages that are read or written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tacit::wallet {

enum class IsoMessage : std::uint8_t {
    kPain001V03 = 1,  // customer credit transfer initiation
    kPain001V09 = 2,
    kPain002V03 = 3,  // customer payment status report
    kPain002V10 = 4,
    kCamt053V08 = 5,  // bank to customer statement
};

/// "pain.001.001.03"; also the name of its schema file, without ".xsd".
std::string_view message_name(IsoMessage message);

/// What the namespaces of all messages begin with.
inline constexpr std::string_view kMessageNamespaceStart = "urn:iso:std:iso:20022:tech:xsd:";

/// "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03".
std::string message_namespace(IsoMessage message);

/// The message with this namespace, if it is one of the five.
std::optional<IsoMessage> find_message(std::string_view name_space);

}  // namespace tacit::wallet
