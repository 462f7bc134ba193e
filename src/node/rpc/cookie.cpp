#include "node/rpc/cookie.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>
#include <utility>

#include <sodium.h>

#include "base/ascii.hpp"
#include "base/hex.hpp"
#include "base/secret.hpp"

namespace tacit::node::rpc {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::string_view kUser = "__cookie__:";

void wipe(std::string& text) {
    secure_zero(text.data(), text.size());
}

std::string base64(const std::string& text) {
    std::string out(sodium_base64_encoded_len(text.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), as_bytes(text).data(), text.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // the terminator
    return out;
}

// The mode is given at creation, so that there is no moment in which others can read.
bool write_private(const std::string& path, std::string_view text) {
    ::unlink(path.c_str());
    const int descriptor = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0) return false;
    // A disk that takes less than these few bytes at once is full.
    const bool written =
        ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    return ::close(descriptor) == 0 && written;
}

bool equal(std::string_view presented, const std::string& expected) {
    return presented.size() == expected.size() &&
           equal_constant_time(as_bytes(presented), as_bytes(expected));
}

// Case of the scheme does not matter (RFC 9110 §11.1).
bool starts_with_scheme(std::string_view header, std::string_view scheme) {
    if (header.size() < scheme.size()) return false;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        if (to_lower(header[i]) != scheme[i]) return false;
    }
    return true;
}

}  // namespace

Result<Cookie, std::string> Cookie::create(const std::filesystem::path& file, Rng& rng) {
    auto secret = random_bytes<kSecretBytes>(rng);
    const WipeGuard guard(secret);
    std::string hex = encode_hex(secret);
    const std::string beside = file.string() + ".new";
    if (!write_private(beside, hex) || ::rename(beside.c_str(), file.c_str()) != 0) {
        const std::string reason = std::strerror(errno);
        ::unlink(beside.c_str());
        wipe(hex);
        return fail("cannot write the cookie file " + file.string() + ": " + reason);
    }
    return Cookie(file, std::move(hex));
}

Cookie::Cookie(std::filesystem::path file, std::string hex)
    : x_file(std::move(file)), x_hex(std::move(hex)) {
    std::string plain = std::string(kUser) + x_hex;
    x_basic = base64(plain);
    wipe(plain);
}

Cookie::Cookie(Cookie&& other) noexcept
    : x_file(std::exchange(other.x_file, {})),
      x_hex(std::exchange(other.x_hex, {})),
      x_basic(std::exchange(other.x_basic, {})) {}

Cookie::~Cookie() {
    if (!x_file.empty()) {
        std::array<char, 2 * kSecretBytes> content{};
        std::ifstream in(x_file, std::ios::binary);
        in.read(content.data(), content.size());
        const std::string_view read(content.data(), static_cast<std::size_t>(in.gcount()));
        if (equal(read, x_hex)) ::unlink(x_file.c_str());
    }
    wipe(x_hex);
    wipe(x_basic);
}

bool Cookie::matches(std::string_view authorization) const {
    constexpr std::string_view kBasic = "basic ";
    constexpr std::string_view kBearer = "bearer ";
    if (starts_with_scheme(authorization, kBasic))
        return equal(authorization.substr(kBasic.size()), x_basic);
    if (starts_with_scheme(authorization, kBearer))
        return equal(authorization.substr(kBearer.size()), x_hex);
    return false;
}

}  // namespace tacit::node::rpc
