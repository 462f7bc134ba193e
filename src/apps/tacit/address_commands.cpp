// address, contacts: how payees and payers are called.
#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"
#include "base/printable.hpp"
#include "wallet/payfile/contact_key.hpp"
#include "wallet/payfile/csv.hpp"
#include "wallet/payfile/xml_text.hpp"

namespace tacit::apps {
namespace {

using wallet::ContactRecord;
using wallet::refusal;
using wallet::Wallet;
using wallet::WalletResult;

constexpr std::size_t kContactsSizeMax = std::size_t{16} << 20;

struct AddressWish {
    bool is_new = false;
    bool is_new_account = false;
    bool is_beyond_gap = false;
};

WalletResult<int> print_address(Session& session, const AddressWish& wish) {
    TACIT_TRY(Wallet* const opened, session.wallet());
    std::uint32_t account = session.account();
    if (wish.is_new_account) {
        using wallet::AccountGap;
        TACIT_TRY(account, opened->new_account(wish.is_beyond_gap ? AccountGap::kAny
                                                                  : AccountGap::kBounded));
    }
    if (wish.is_beyond_gap)
        print_remark("tacit: Note beside the words that the wallet has " +
                     std::to_string(account + 1) +
                     " accounts: restoring it may need `tacit restore --accounts " +
                     std::to_string(account + 1) + "`.");
    TACIT_TRY(const std::string address,
              wish.is_new ? opened->new_address(account) : opened->address(account));
    if (session.is_json())
        print_json({{"address", address}, {"account", account}});
    else
        print_line(address);
    return kDone;
}

WalletResult<ContactRecord> make_contact(const Wallet& wallet, const std::string& id,
                                         const std::string& address) {
    ContactRecord contact;
    contact.id = wallet::contact_key(id);
    const bool is_id = !contact.id.empty() && contact.id.size() <= wallet::kIdSizeMax &&
                       !wallet::find_bad_text(contact.id);
    if (!is_id)
        return fail(refusal("bad_contact", "A contact's id has 1 to 256 bytes of text.",
                            "Give an IBAN, an account number or a name."));
    const auto decoded = shielded::Address::decode(address, wallet.network());
    if (!decoded.ok()) {
        const bool is_other = decoded.error().code == DecodeErrorCode::kWrongNetwork;
        return fail(refusal(is_other ? "wrong_network" : "bad_address",
                            is_other ? "The address is of another network."
                                     : "The address of " + contact.id +
                                           " is not valid: " + describe(decoded.error()) + ".",
                            "Copy the whole address again."));
    }
    const auto bytes = decoded->encode_bytes();
    contact.to.assign(bytes.begin(), bytes.end());
    return contact;
}

WalletResult<int> store(Session& session, Wallet& wallet,
                        const std::vector<ContactRecord>& contacts) {
    TACIT_TRY_VOID(wallet.add_contacts(contacts));
    if (session.is_json())
        print_json({{"contacts", contacts.size()}});
    else
        print_line(std::to_string(contacts.size()) + " stored.");
    return kDone;
}

WalletResult<int> add_contact(Session& session, const std::string& id, const std::string& address) {
    TACIT_TRY(Wallet* const opened, session.wallet());
    TACIT_TRY(ContactRecord contact, make_contact(*opened, id, address));
    return store(session, *opened, {std::move(contact)});
}

wallet::WalletError at_line(std::size_t line, const std::string& text) {
    return refusal("bad_contacts",
                   "Line " + std::to_string(line) + " of the contacts: " + wallet::sentence(text),
                   "Mend the file; nothing was stored.");
}

/// All of the file or nothing of it.
WalletResult<std::vector<ContactRecord>> read_contacts(const Wallet& wallet,
                                                       const std::string& content) {
    std::string_view text(content);
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const wallet::CsvTable table = wallet::read_csv(text);
    if (!table.problems.empty())
        return fail(at_line(table.problems.front().where.line, table.problems.front().text));
    const bool has_header = !table.records.empty() && table.records[0].fields.size() == 2 &&
                            table.records[0].fields[0].text == "id" &&
                            table.records[0].fields[1].text == "address";
    if (!has_header) return fail(at_line(1, "the header must be id,address."));
    std::vector<ContactRecord> contacts;
    for (std::size_t i = 1; i < table.records.size(); ++i) {
        const auto& fields = table.records[i].fields;
        const std::size_t line = fields.front().where.line;
        if (fields.size() != 2) return fail(at_line(line, "there must be two fields."));
        auto contact = make_contact(wallet, fields[0].text, fields[1].text);
        if (!contact.ok()) return fail(at_line(line, contact.error().message));
        contacts.push_back(std::move(*contact));
    }
    return contacts;
}

WalletResult<int> import_contacts(Session& session, const std::string& file) {
    TACIT_TRY(Wallet* const opened, session.wallet());
    TACIT_TRY(const std::string content, read_input(file, kContactsSizeMax));
    TACIT_TRY(const auto contacts, read_contacts(*opened, content));
    return store(session, *opened, contacts);
}

WalletResult<int> list_contacts(Session& session) {
    TACIT_TRY(Wallet* const opened, session.wallet());
    OutputJson list = OutputJson::array();
    for (const auto& [id, contact] : opened->book().contacts()) {
        const auto address = shielded::Address::decode_bytes(contact.to);
        if (!address.ok()) continue;
        const std::string text = address->encode(opened->network());
        list.push_back({{"id", id}, {"address", text}});
        if (!session.is_json()) print_line(printable(id) + "  " + text);
    }
    if (session.is_json()) print_json({{"contacts", list}});
    return kDone;
}

void add_contact_commands(const CommandLine& line) {
    Command contacts =
        add_command(line.app, "contacts", "Names and account numbers of payees",
                    "tacit contacts add --id DE09000000000000000001 --to tactest1...");
    contacts.requires_command();
    struct NewContact {
        std::string id;
        std::string to;
    };
    auto made = std::make_shared<NewContact>();
    Command add = add_command(contacts, "add", "Store or replace a contact",
                              "tacit contacts add --id DE09000000000000000001 --to tactest1...");
    add.add_option("--id", made->id, "IBAN, account number or name").required();
    add.add_option("--to", made->to, "Address").required();
    on_call(line, add,
            [made](Session& session) { return add_contact(session, made->id, made->to); });

    auto file = std::make_shared<std::string>();
    Command import = add_command(contacts, "import", "Store contacts of a CSV file (id,address)",
                                 "tacit contacts import contacts.csv");
    import.add_option("file", *file, "CSV (RFC 4180) with the header id,address").required();
    on_call(line, import, [file](Session& session) { return import_contacts(session, *file); });

    Command list = add_command(contacts, "list", "Print all contacts", "tacit contacts list");
    on_call(line, list, list_contacts);
}

}  // namespace

void add_address_commands(const CommandLine& line) {
    Command address = add_command(line.app, "address", "Print an address to be paid at",
                                  "tacit --wallet anna.wallet address --new");
    auto wish = std::make_shared<AddressWish>();
    address.add_flag("--new", wish->is_new, "A fresh one, which nobody can link to the others");
    Option new_account = address.add_flag("--new-account", wish->is_new_account,
                                          "Of a new account, with its own money");
    address
        .add_flag("--beyond-gap", wish->is_beyond_gap,
                  "Open it though the last four have received nothing; restoring then needs "
                  "--accounts")
        .needs(new_account);
    on_call(line, address, [wish](Session& session) { return print_address(session, *wish); });
    add_contact_commands(line);
}

}  // namespace tacit::apps
