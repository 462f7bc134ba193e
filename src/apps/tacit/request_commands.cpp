// request: a payment URI, and its QR code drawn in the terminal.
#include <qrencode.h>

#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"
#include "wallet/pay/payment_uri.hpp"

namespace tacit::apps {
namespace {

using wallet::refusal;
using wallet::Wallet;
using wallet::WalletResult;

struct RequestOptions {
    std::string amount;
    std::string asset;
    std::string memo;
    bool has_no_qr = false;
};

// Black on white whatever the terminal's colours are: readers expect dark modules, and many try no
// inverted code. First of the eight colours, then of the 256, of which themes change none; who does
// not know the latter passes them over.
constexpr const char* kBlackOnWhite = "\x1b[30;47m\x1b[38;5;16;48;5;231m";
constexpr const char* kColoursReset = "\x1b[0m";

/// Two rows of modules a line of text, with the quiet zone of four modules that the standard asks
/// for.
std::string draw_qr(const std::string& text) {
    QRcode* const code =
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, /*casesensitive=*/1);
    if (code == nullptr) return {};
    constexpr int kQuiet = 4;
    const int width = code->width;
    const auto is_dark = [&](int x, int y) {
        const bool is_inside = x >= 0 && y >= 0 && x < width && y < width;
        return is_inside && (code->data[y * width + x] & 1) != 0;
    };
    std::string out;
    for (int y = -kQuiet; y < width + kQuiet; y += 2) {
        out += kBlackOnWhite;
        for (int x = -kQuiet; x < width + kQuiet; ++x) {
            const bool upper = is_dark(x, y);
            const bool lower = is_dark(x, y + 1);
            out += upper && lower ? "\u2588" : upper ? "\u2580" : lower ? "\u2584" : " ";
        }
        out.append(kColoursReset).append("\n");
    }
    QRcode_free(code);
    return out;
}

WalletResult<int> request(Session& session, const RequestOptions& options) {
    TACIT_TRY(Wallet* const opened, session.wallet());
    TACIT_TRY(const std::string address, opened->address(session.account()));
    auto to = shielded::Address::decode(address, opened->network());
    wallet::PaymentUri uri{opened->network(), std::move(*to), {}, {}, options.memo};
    if (!options.asset.empty()) uri.asset = options.asset;
    if (!options.amount.empty()) uri.amount = options.amount;
    // A wallet that knows its chain says at once what no payer could pay.
    if (opened->knows_chain() && uri.asset) {
        TACIT_TRY(const auto* asset, find_asset(*opened, *uri.asset));
        uri.asset = asset->symbol;
        if (uri.amount) TACIT_TRY_VOID(read_amount(*uri.amount, *asset));
    }
    const std::string text = wallet::encode_payment_uri(uri);
    if (const auto again = wallet::parse_payment_uri(text); !again.ok() || *again != uri)
        return fail(wallet::misuse("bad_request", "The amount, asset or memo cannot be requested.",
                                   "Amounts are digits with a point; assets are symbols such as "
                                   "EURX; a memo has at most 205 bytes of UTF-8."));
    const std::string qr_text = wallet::payment_uri_for_qr(uri);
    if (session.is_json()) {
        print_json({{"uri", text}, {"qr_text", qr_text}, {"address", address}});
        return kDone;
    }
    print_line(text);
    if (!options.has_no_qr) print_line("\n" + draw_qr(qr_text));
    return kDone;
}

}  // namespace

void add_request_commands(const CommandLine& line) {
    auto options = std::make_shared<RequestOptions>();
    Command command =
        add_command(line.app, "request", "Ask for a payment: a URI and its QR code",
                    "tacit request --amount 12.50 --asset EURX --memo \"Lunch on Friday\"");
    command.add_option("--amount", options->amount, "Amount, in the asset's decimals");
    command.add_option("--asset", options->asset, "Symbol of the asset");
    command.add_option("--memo", options->memo, "Text that the payment shall carry");
    command.add_flag("--no-qr", options->has_no_qr, "Do not draw the QR code");
    on_call(line, command, [options](Session& session) { return request(session, *options); });
}

}  // namespace tacit::apps
