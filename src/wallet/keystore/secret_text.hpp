// Text that is zeroed when it dies: passphrases and words.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/secret.hpp"

namespace tacit::wallet {

class SecretText {
  public:
    SecretText() = default;
    explicit SecretText(std::string_view text) : x_text(text.begin(), text.end()) {}
    SecretText(const SecretText&) = default;
    SecretText& operator=(const SecretText& other) {
        if (this != &other) {
            wipe();
            x_text = other.x_text;
        }
        return *this;
    }
    SecretText(SecretText&& other) noexcept : x_text(std::move(other.x_text)) {}
    SecretText& operator=(SecretText&& other) noexcept {
        if (this != &other) {
            wipe();
            x_text = std::move(other.x_text);
        }
        return *this;
    }
    ~SecretText() { wipe(); }

    std::string_view view() const { return {x_text.data(), x_text.size()}; }
    ByteSpan bytes() const { return as_bytes(view()); }
    bool empty() const { return x_text.empty(); }

  private:
    void wipe() noexcept { secure_zero(x_text.data(), x_text.size()); }

    std::vector<char> x_text;  // not std::string, whose short form would be copied on every move
};

}  // namespace tacit::wallet
