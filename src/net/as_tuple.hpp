// How coroutines of this module wait. Private to it.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tacit::net {

// Errors come back as values: `auto [error, size] = co_await ...(..., kAsTuple);`
inline constexpr auto kAsTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace tacit::net
