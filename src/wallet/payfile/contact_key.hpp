// Under which text a contact is kept and found: IBANs in one spelling.
#pragma once

#include <string>
#include <string_view>

namespace tacit::wallet {

/// The form in which contacts are looked up, for files and address books alike: blanks at the ends
/// removed; what looks like an IBAN also loses inner blanks and is written in capitals.
std::string contact_key(std::string_view id);

/// ISO 7064 MOD 97-10 over an IBAN in contact_key() form. A hint for messages ("mistyped?"), not a
/// gate: a contact is found by its exact key.
bool has_valid_iban_digits(std::string_view iban);

}  // namespace tacit::wallet
