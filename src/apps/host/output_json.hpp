// JSON that a command prints. Built by a class of our own, since most commands build some and the
// library's takes two seconds to compile in each.
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tacit::apps {

/// A value; an object's members stay in the order in which they were named.
class OutputJson {
  public:
    struct Member;

    OutputJson(std::nullptr_t = nullptr);
    OutputJson(bool value);
    OutputJson(double value);
    OutputJson(std::integral auto value) : OutputJson(Kind::kScalar, std::to_string(value)) {}
    /// Bytes that are no UTF-8 (of a file's name, say) become U+FFFD.
    OutputJson(std::string_view value);
    OutputJson(const std::string& value) : OutputJson(std::string_view(value)) {}
    OutputJson(const char* value) : OutputJson(std::string_view(value)) {}
    /// An object. Names are not repeated.
    OutputJson(std::initializer_list<Member> members);
    /// Empty.
    static OutputJson array() { return OutputJson(Kind::kArray, {}); }

    OutputJson(const OutputJson&);
    OutputJson(OutputJson&&) noexcept;
    OutputJson& operator=(const OutputJson&);
    OutputJson& operator=(OutputJson&&) noexcept;
    ~OutputJson();

    /// The member of that name; null and the last one if there was none. A null becomes an object.
    OutputJson& operator[](std::string_view name);
    /// Appends to an array.
    void push_back(OutputJson element);

    /// On one line, without a blank.
    std::string text() const;

  private:
    enum class Kind : unsigned char { kScalar, kObject, kArray };
    OutputJson(Kind kind, std::string scalar);

    Kind x_kind = Kind::kScalar;
    std::string x_scalar;           // as it is printed
    std::vector<Member> x_members;  // an array's have no name
};

struct OutputJson::Member {
    std::string_view name;  // a literal
    OutputJson value;
};

}  // namespace tacit::apps
