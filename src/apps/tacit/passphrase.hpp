// The passphrase of a wallet file: from the environment, or typed without echo.
#pragma once

#include "wallet/keystore/secret_text.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::apps {

/// TACIT_PASSPHRASE, or typed at the terminal, whatever standard input is. Errors (misuse):
/// passphrase_missing, passphrase_empty.
wallet::WalletResult<wallet::SecretText> read_passphrase();

/// As above for a new file; typed twice. Also passphrase_differs.
wallet::WalletResult<wallet::SecretText> read_new_passphrase();

}  // namespace tacit::apps
