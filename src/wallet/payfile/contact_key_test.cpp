#include "wallet/payfile/contact_key.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::contact_key_test {
namespace {

TEST(ContactKey, NormalisesIbansOnly) {
    EXPECT_EQ(contact_key(" de09 0000 0000 0000 0000 01\n"), "DE09000000000000000001");
    EXPECT_EQ(contact_key("nl22exmp0000000005"), "NL22EXMP0000000005");
    EXPECT_EQ(contact_key(" Anna Beispiel "), "Anna Beispiel");
    EXPECT_EQ(contact_key("employee 7"), "employee 7");
    EXPECT_EQ(contact_key(" \t"), "");
    // Blanks of word processors and web pages.
    for (const char* blank :
         {"\u00a0", "\u2009", "\u200b", "\u202f", "\u2060", "\u3000", "\ufeff"}) {
        const std::string b(blank);
        EXPECT_EQ(contact_key(b + "de09" + b + "0000 0000" + b + "0000 0000 01" + b + b),
                  "DE09000000000000000001");
        EXPECT_EQ(contact_key(b + "Anna" + b + "Beispiel" + b), "Anna" + b + "Beispiel");
    }
    EXPECT_EQ(contact_key("Zo\u00eb"), "Zo\u00eb");
    EXPECT_EQ(contact_key("\xa0\xff"), "\xa0\xff");
}

TEST(ContactKey, ChecksIbanDigits) {
    // The registry's own examples (ISO 13616).
    for (const char* iban : {"GB29NWBK60161331926819", "DE89370400440532013000", "NO9386011117947",
                             "MT84MALT011000012345MTLCAST001S"})
        EXPECT_TRUE(has_valid_iban_digits(iban)) << iban;
    for (const char* iban :
         {"GB29NWBK60161331926818", "DE98370400440532013000", "DE8", "", "de89370400440532013000"})
        EXPECT_FALSE(has_valid_iban_digits(iban)) << iban;
}

}  // namespace
}  // namespace tacit::wallet::contact_key_test
