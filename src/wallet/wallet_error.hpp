// Why a wallet did not do something, for people and for programs.
#pragma once

#include <string>

#include "base/result.hpp"
#include "wallet/client/transport_error.hpp"
#include "wallet/database/sqlite.hpp"
#include "wallet/keystore/keystore.hpp"

namespace tacit::wallet {

/// What is certain after an error.
enum class ErrorEffect {
    kNothingMoved,    // exit status 1
    kMisuse,          // exit status 2: the request itself cannot be meant
    kOutcomeUnknown,  // exit status 3: a transaction may have been sent; `sync` resolves it
};

struct WalletError {
    std::string code;     // stable snake_case, such as "insufficient_funds"
    std::string message;  // one plain sentence
    std::string hint;     // what to do, one sentence; may be empty
    ErrorEffect effect = ErrorEffect::kNothingMoved;
};

template <class T>
using WalletResult = Result<T, WalletError>;

WalletError refusal(std::string code, std::string message, std::string hint = {});
WalletError misuse(std::string code, std::string message, std::string hint = {});

/// A clause as a sentence of its own: a capital first, a full stop last (unless it has an end).
std::string sentence(std::string clause);

WalletError to_wallet_error(const DatabaseError& error);
WalletError to_wallet_error(KeystoreErrorCode error);
/// Of calls whose repetition changes nothing: a lost answer leaves nothing unknown.
WalletError to_wallet_error(const TransportError& error);

}  // namespace tacit::wallet

/// As TACIT_TRY, with the error made a WalletError.
#define TACIT_TRY_AS_WALLET_(name, declaration, expression)                               \
    auto name = (expression);                                                             \
    if (!name.ok()) return ::tacit::fail(::tacit::wallet::to_wallet_error(name.error())); \
    declaration = std::move(name).value()
#define TACIT_TRY_AS_WALLET(declaration, expression) \
    TACIT_TRY_AS_WALLET_(TACIT_CONCAT(tacit_try_, __LINE__), declaration, expression)
#define TACIT_TRY_VOID_AS_WALLET_(name, expression)                               \
    do {                                                                          \
        if (auto name = (expression); !name.ok())                                 \
            return ::tacit::fail(::tacit::wallet::to_wallet_error(name.error())); \
    } while (false)
#define TACIT_TRY_VOID_AS_WALLET(expression) \
    TACIT_TRY_VOID_AS_WALLET_(TACIT_CONCAT(tacit_try_void_, __LINE__), expression)
