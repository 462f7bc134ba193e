// The passphrase of a new wallet file: from the environment or typed twice.
#pragma once

#include "apps/tacitd/command_error.hpp"
#include "wallet/keystore/secret_text.hpp"

namespace tacit::apps {

/// TACIT_PASSPHRASE, or typed twice at the terminal, whatever standard input is. Errors:
/// passphrase_missing, passphrase_empty, passphrase_differs.
CommandResult<wallet::SecretText> new_passphrase(const char* what_for);

}  // namespace tacit::apps
