// Strict reading of a call's parameters. The registry has already checked names and presence; these
// check type, range and size, and name the parameter in every refusal.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "node/rpc/rpc_error.hpp"

namespace tacit::node::rpc {

/// A view of the parameters object that a handler is given. Each reader comes in two forms: the
/// plain one refuses an absent parameter, `optional_` gives nullopt for it.
class Params {
  public:
    /// Precondition: `by_name` is an object and outlives this view.
    explicit Params(const Json& by_name);

    bool has(const std::string& name) const;

    /// A JSON integer, within min..max; `1.0` and `"1"` are refused.
    Result<std::uint64_t, RpcError> integer(
        const std::string& name, std::uint64_t min = 0,
        std::uint64_t max = std::numeric_limits<std::uint64_t>::max()) const;
    Result<std::optional<std::uint64_t>, RpcError> optional_integer(
        const std::string& name, std::uint64_t min = 0,
        std::uint64_t max = std::numeric_limits<std::uint64_t>::max()) const;

    /// Text of at most size_bytes_max bytes of UTF-8.
    Result<std::string, RpcError> text(const std::string& name, std::size_t size_bytes_max) const;
    Result<std::optional<std::string>, RpcError> optional_text(const std::string& name,
                                                               std::size_t size_bytes_max) const;

    /// Lower-case hex of at most size_bytes_max bytes.
    Result<Bytes, RpcError> hex(const std::string& name, std::size_t size_bytes_max) const;
    /// Lower-case hex of exactly N bytes.
    template <std::size_t N>
    Result<ByteArray<N>, RpcError> hex_array(const std::string& name) const {
        TACIT_TRY(const Bytes bytes, hex_of_size(name, N));
        ByteArray<N> out;
        std::copy(bytes.begin(), bytes.end(), out.begin());
        return out;
    }

    Result<bool, RpcError> boolean(const std::string& name) const;
    Result<bool, RpcError> boolean_or(const std::string& name, bool absent) const;

    /// An object; an absent parameter is the empty object.
    Result<Json, RpcError> object_or_empty(const std::string& name) const;

  private:
    Result<const Json*, RpcError> find(const std::string& name) const;
    Result<Bytes, RpcError> hex_of_size(const std::string& name, std::size_t size_bytes) const;

    const Json& x_by_name;
};

}  // namespace tacit::node::rpc
