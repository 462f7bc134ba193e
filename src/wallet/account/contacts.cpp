// Storing contacts: a name never comes to mean another address unnoticed.
#include <map>

#include "wallet/account/wallet.hpp"

namespace tacit::wallet {
namespace {

/// What storing `contacts` beside those of the book would do.
AddedContacts compare(const Book& book, const std::vector<ContactRecord>& contacts,
                      KnownContacts known) {
    AddedContacts added;
    std::map<std::string_view, std::size_t> listed;
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        const ContactRecord& contact = contacts[i];
        const auto [first, is_first] = listed.emplace(contact.id, i);
        if (!is_first) {
            if (contacts[first->second].to == contact.to) continue;
            added.clash = ContactClash{i, first->second};
            return added;
        }
        const auto stored = book.contacts().find(contact.id);
        if (stored == book.contacts().end() || stored->second.to == contact.to) continue;
        if (known == KnownContacts::kKeep) {
            added.clash = ContactClash{i, std::nullopt};
            return added;
        }
        added.replaced.push_back(contact.id);
    }
    return added;
}

}  // namespace

WalletResult<AddedContacts> Wallet::add_contacts(const std::vector<ContactRecord>& contacts,
                                                 KnownContacts known) {
    AddedContacts added;
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        added = compare(book(), contacts, known);  // here: no other process stores meanwhile
        if (added.clash) return {};
        for (const auto& contact : contacts) TACIT_TRY_VOID(writer.put(contact));
        return {};
    }));
    return added;
}

}  // namespace tacit::wallet
