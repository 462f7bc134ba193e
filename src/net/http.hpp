// HTTP/1.1 messages, read from and written to a stream. Beast parses; its own reading and writing
// is made anew in each source that uses it, and this is not.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "net/io.hpp"

namespace tacit::net {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::string_body>;
using HttpRequestParser = boost::beast::http::request_parser<boost::beast::http::string_body>;
using HttpResponseParser = boost::beast::http::response_parser<boost::beast::http::string_body>;

/// A request under a name that can be declared without Beast.
struct UpgradeRequest {
    HttpRequest message;
};

/// Reads up to the end of the header, and no more than comes with it into `buffer`.
/// Errors are the stream's and the parser's; http::error::end_of_stream: nothing had come.
asio::awaitable<ErrorCode> read_header(TcpStream& stream, boost::beast::flat_buffer& buffer,
                                       HttpRequestParser& parser);
/// Reads what is left of the message.
asio::awaitable<ErrorCode> read(TcpStream& stream, boost::beast::flat_buffer& buffer,
                                HttpRequestParser& parser);
asio::awaitable<ErrorCode> read(TcpStream& stream, boost::beast::flat_buffer& buffer,
                                HttpResponseParser& parser);

/// Precondition: the header tells the body's size (prepare_payload), and the message outlives it.
asio::awaitable<ErrorCode> write(TcpStream& stream, const HttpRequest& message);
asio::awaitable<ErrorCode> write(TcpStream& stream, const HttpResponse& message);

}  // namespace tacit::net
