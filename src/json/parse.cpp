#include "json/parse.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "base/check.hpp"
#include "base/utf8.hpp"

namespace tacit::json {
namespace {

// Tells how far the parser has read, so that a refusal made in a callback has a position.
class TrackedIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    TrackedIterator(const char* at, const char** reached) : x_at(at), x_reached(reached) {}
    reference operator*() const { return *x_at; }
    TrackedIterator& operator++() {
        *x_reached = ++x_at;
        return *this;
    }
    TrackedIterator operator++(int) {
        TrackedIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const TrackedIterator& other) const { return x_at == other.x_at; }
    bool operator!=(const TrackedIterator& other) const { return x_at != other.x_at; }

  private:
    const char* x_at;
    const char** x_reached;
};

// Builds the value, and stops at the first thing that is refused. nlohmann's parser keeps its own
// stack of one bit a level, so depth costs nothing before start_object or start_array is called.
class Builder final : public nlohmann::json_sax<Json> {
  public:
    explicit Builder(const Bounds& bounds) : x_bounds(bounds) {}

    bool null() override { return place(nullptr) != nullptr; }
    bool boolean(bool value) override { return place(value) != nullptr; }
    bool number_integer(std::int64_t value) override { return place(value) != nullptr; }
    bool number_unsigned(std::uint64_t value) override { return place(value) != nullptr; }
    bool number_float(double value, const std::string& text) override {
        // The parser falls back to a double for integers beyond 64 bits and so changes their value.
        const bool is_integer = text.find_first_of(".eE") == std::string::npos;
        if (is_integer) return refuse(DecodeErrorCode::kTooLong, "JSON integer");
        return place(value) != nullptr;
    }
    bool string(std::string& value) override { return place(std::move(value)) != nullptr; }
    bool binary(Json::binary_t&) override {
        return refuse(DecodeErrorCode::kInvalidValue, "JSON value");
    }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        // Two members of one name: two readers could each believe another of them.
        auto [member, is_new] = x_open.back()->get_ref<Json::object_t&>().emplace(name, nullptr);
        if (!is_new) return refuse(DecodeErrorCode::kNonCanonical, "JSON member named twice");
        x_member = &member->second;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
        constexpr int kNumberOutOfRange = 406;
        if (error.id == kNumberOutOfRange)
            return refuse(DecodeErrorCode::kInvalidValue, "JSON number");
        return refuse(DecodeErrorCode::kInvalidValue, "JSON syntax");
    }

    const DecodeError& refusal() const { return x_refusal; }
    Json take_root() { return std::move(x_root); }

  private:
    bool refuse(DecodeErrorCode code, const char* field) {
        x_refusal = DecodeError{code, 0, field};
        return false;
    }

    Json* place(Json value) {
        if (++x_values > x_bounds.values_max) {
            refuse(DecodeErrorCode::kTooLong, "JSON number of values");
            return nullptr;
        }
        Json* slot = &x_root;
        if (!x_open.empty()) {
            Json& parent = *x_open.back();
            if (parent.is_array()) {
                slot = &parent.get_ref<Json::array_t&>().emplace_back();
            } else {
                slot = x_member;
            }
        }
        *slot = std::move(value);
        return slot;
    }

    bool open(Json container) {
        if (x_open.size() >= x_bounds.depth_max)
            return refuse(DecodeErrorCode::kTooLong, "JSON nesting");
        Json* slot = place(std::move(container));
        if (slot == nullptr) return false;
        x_open.push_back(slot);
        return true;
    }

    bool close() {
        TACIT_CHECK(!x_open.empty());
        x_open.pop_back();
        return true;
    }

    const Bounds& x_bounds;
    Json x_root;
    std::vector<Json*> x_open;  // stable: an open container's parent does not grow
    Json* x_member = nullptr;
    std::size_t x_values = 0;
    DecodeError x_refusal{DecodeErrorCode::kInvalidValue, 0, "JSON syntax"};
};

Result<void, DecodeError> check_bytes(std::string_view text, const Bounds& bounds) {
    if (text.size() > bounds.size_bytes_max)
        return fail(DecodeError{DecodeErrorCode::kTooLong, bounds.size_bytes_max, "JSON text"});
    if (text.empty()) return fail(DecodeError{DecodeErrorCode::kTruncated, 0, "JSON text"});
    // The parser takes a NUL for the end of input and would accept whatever stands behind it.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return fail(DecodeError{DecodeErrorCode::kBadCharacter, nul, "JSON text"});
    if (text.substr(0, 3) == "\xef\xbb\xbf")
        return fail(DecodeError{DecodeErrorCode::kBadCharacter, 0, "JSON byte order mark"});
    if (const auto bad = find_invalid_utf8(text))
        return fail(DecodeError{DecodeErrorCode::kBadCharacter, *bad, "JSON UTF-8"});
    return {};
}

}  // namespace

Result<Json, DecodeError> parse(std::string_view text, const Bounds& bounds) {
    TACIT_TRY_VOID(check_bytes(text, bounds));
    const char* reached = text.data();
    Builder builder(bounds);
    const TrackedIterator begin(text.data(), &reached);
    const TrackedIterator end(text.data() + text.size(), &reached);
    if (Json::sax_parse(begin, end, &builder)) return builder.take_root();

    DecodeError error = builder.refusal();
    const auto read = static_cast<std::size_t>(reached - text.data());
    const bool at_end = read >= text.size();
    error.offset = at_end ? text.size() : std::max<std::size_t>(read, 1) - 1;
    return fail(error);
}

std::string to_text(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tacit::json
