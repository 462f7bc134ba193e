// Pays a payment file: the whole file is checked, then paid line by line, each line once. Spec:
// §10.11.
#pragma once

#include <functional>

#include "wallet/iso20022/status_report.hpp"
#include "wallet/pay/payer.hpp"
#include "wallet/payfile/payment_file.hpp"

namespace tacit::wallet {

struct BatchOptions {
    bool is_dry_run = false;
    bool is_now = false;                        // pay also what is dated in the future
    std::uint32_t account = 0;                  // pays where the file names no debtor (CSV)
    std::optional<std::uint32_t> only_account;  // the debtor must be this one
    std::optional<shielded::AssetId> fee_asset;
};

/// What became of one line.
struct BatchLine {
    LineOutcome outcome;
    std::optional<PaymentOutcome> payment;  // when it is paid
};

struct BatchResult {
    std::vector<BatchLine> lines;      // one a line of the file
    std::optional<WalletError> error;  // the first that kept a line from being paid
    bool anything_moved = false;       // by this call, or perhaps
};

class BatchPayment {
  public:
    /// Holds references. `file` gains the issues that the check finds.
    BatchPayment(Wallet& wallet, NodeClient& node, Payer& payer, PaymentFile& file,
                 const BatchOptions& options)
        : x_wallet(wallet), x_node(node), x_payer(payer), x_file(file), x_options(options) {}

    /// Reads the chain, resolves everything that the file names, and adds to file.issues what is
    /// wrong with it. Pays nothing. With issues left, pay() must not be called (checked).
    WalletResult<void> check();

    /// Told what is known after each line; may ask to stop by returning false.
    using Step = std::function<bool(const BatchResult& so_far)>;
    /// Pays what check() found missing. In a dry run nothing: payable lines are pending. No line is
    /// rejected: those that are not reached or not paid are pending, since a repeat pays them.
    /// Error: the file could not be remembered; nothing moved.
    WalletResult<BatchResult> pay(const Step& step);

    /// What is known of each line if the file is refused for the issues that check() found.
    /// Rejected are the lines that no run has begun to pay; the others are paid, or may be. Of a
    /// file that uses another one's message id, all are: what that one paid is said in words. Where
    /// it is not known whether it is another one, none is paid or rejected.
    const std::vector<LineOutcome>& standing() const { return x_standing; }

    /// The request of a line, after check() without issues; for reports to people.
    const PaymentRequest& request(std::size_t line) const { return x_requests[line]; }

  private:
    /// Which payment a line is.
    struct LineName {
        std::string id;
        shielded::MemoReference reference;
    };

    LineName name_of(const PaymentLine& line) const;
    LineOutcome find_standing(const PaymentLine& line,
                              const std::optional<PaymentRequest>& request) const;
    void disown_standing();
    bool is_begun() const;
    void look_again(BatchResult& result) const;
    void add_issue(const FilePosition& where, StatusReason reason);
    void check_message();
    std::optional<std::uint32_t> check_batch(const PaymentBatch& batch);
    std::optional<std::uint32_t> debtor_account(const AccountRef& debtor) const;
    std::optional<PaymentRequest> check_line(const PaymentLine& line, std::uint32_t account);
    std::optional<shielded::Address> check_creditor(const PaymentLine& line);
    void check_paid_before(const PaymentLine& line, const PaymentRequest& request);
    void check_funds();
    bool pay_line(std::size_t line, BatchResult& result);

    Wallet& x_wallet;
    NodeClient& x_node;
    Payer& x_payer;
    PaymentFile& x_file;
    BatchOptions x_options;
    std::vector<PaymentRequest> x_requests;  // one a line, when check() found nothing
    std::vector<LineOutcome> x_standing;     // one a line, from check() on
};

/// Sorts the issues by their place in the file.
void sort_issues(PaymentFile& file);

}  // namespace tacit::wallet
