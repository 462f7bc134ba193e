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
using wallet::KnownContacts;
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

WalletResult<int> report_stored(const Session& session, std::size_t count,
                                const std::vector<std::string>& replaced) {
    if (session.is_json()) {
        OutputJson list = OutputJson::array();
        for (const std::string& id : replaced) list.push_back(id);
        print_json({{"contacts", count}, {"replaced", list}});
        return kDone;
    }
    print_line(std::to_string(count) + " stored.");
    for (const std::string& id : replaced)
        print_line(printable(id) + " had another address, which is replaced.");
    return kDone;
}

WalletResult<int> add_contact(Session& session, const std::string& id, const std::string& address,
                              KnownContacts known) {
    TACIT_TRY(Wallet* const opened, session.wallet());
    TACIT_TRY(const ContactRecord contact, make_contact(*opened, id, address));
    TACIT_TRY(const auto added, opened->add_contacts({contact}, known));
    if (added.clash)
        return fail(refusal("contact_exists", contact.id + " is stored with another address.",
                            "Add --replace if the new one is right; nothing was stored."));
    return report_stored(session, 1, added.replaced);
}

wallet::WalletError at_line(std::size_t line, const std::string& text) {
    return refusal("bad_contacts",
                   "Line " + std::to_string(line) + " of the contacts: " + wallet::sentence(text),
                   "Mend the file; nothing was stored.");
}

struct ContactsFile {
    std::vector<ContactRecord> contacts;
    std::vector<std::size_t> lines;  // where each stands
};

WalletResult<ContactsFile> read_contacts(const Wallet& wallet, const std::string& content) {
    std::string_view text(content);
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const wallet::CsvTable table = wallet::read_csv(text);
    if (!table.problems.empty())
        return fail(at_line(table.problems.front().where.line, table.problems.front().text));
    const bool has_header = !table.records.empty() && table.records[0].fields.size() == 2 &&
                            table.records[0].fields[0].text == "id" &&
                            table.records[0].fields[1].text == "address";
    if (!has_header) return fail(at_line(1, "the header must be id,address."));
    ContactsFile file;
    for (std::size_t i = 1; i < table.records.size(); ++i) {
        const auto& fields = table.records[i].fields;
        const std::size_t line = fields.front().where.line;
        if (fields.size() != 2) return fail(at_line(line, "there must be two fields."));
        auto contact = make_contact(wallet, fields[0].text, fields[1].text);
        if (!contact.ok()) return fail(at_line(line, contact.error().message));
        file.contacts.push_back(std::move(*contact));
        file.lines.push_back(line);
    }
    return file;
}

wallet::WalletError describe_clash(const ContactsFile& file, const wallet::ContactClash& clash) {
    const std::string& id = file.contacts[clash.index].id;
    if (clash.earlier)
        return at_line(file.lines[clash.index], id + " has another address on line " +
                                                    std::to_string(file.lines[*clash.earlier]));
    auto error = at_line(file.lines[clash.index], id + " is stored with another address");
    error.code = "contact_exists";
    error.hint = "Mend the file, or add --replace if it is right; nothing was stored.";
    return error;
}

/// All of the file or nothing of it.
WalletResult<int> import_contacts(Session& session, const std::string& name, KnownContacts known) {
    TACIT_TRY(Wallet* const opened, session.wallet());
    TACIT_TRY(const std::string content, read_input(name, kContactsSizeMax));
    TACIT_TRY(const ContactsFile file, read_contacts(*opened, content));
    TACIT_TRY(const auto added, opened->add_contacts(file.contacts, known));
    if (added.clash) return fail(describe_clash(file, *added.clash));
    return report_stored(session, file.contacts.size(), added.replaced);
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
    struct ContactOptions {
        std::string id;
        std::string to;
        std::string file;
        bool replaces = false;

        KnownContacts known() const {
            return replaces ? KnownContacts::kReplace : KnownContacts::kKeep;
        }
    };
    auto options = std::make_shared<ContactOptions>();
    const std::string replace_help = "Also give stored contacts another address";
    Command add = add_command(contacts, "add", "Store a contact",
                              "tacit contacts add --id DE09000000000000000001 --to tactest1...");
    add.add_option("--id", options->id, "IBAN, account number or name").required();
    add.add_option("--to", options->to, "Address").required();
    add.add_flag("--replace", options->replaces, replace_help);
    on_call(line, add, [options](Session& session) {
        return add_contact(session, options->id, options->to, options->known());
    });

    Command import = add_command(contacts, "import", "Store contacts of a CSV file (id,address)",
                                 "tacit contacts import contacts.csv");
    import.add_option("file", options->file, "CSV (RFC 4180) with the header id,address")
        .required();
    import.add_flag("--replace", options->replaces, replace_help);
    on_call(line, import, [options](Session& session) {
        return import_contacts(session, options->file, options->known());
    });

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
