#include "net/http.hpp"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/read_size.hpp>

namespace tacit::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::size_t kReadBytesMax = 64U << 10;

template <bool is_request>
bool is_read(const http::basic_parser<is_request>& parser, bool header_only) {
    return header_only ? parser.is_header_done() : parser.is_done();
}

template <bool is_request>
asio::awaitable<ErrorCode> read_until(TcpStream& stream, beast::flat_buffer& buffer,
                                      http::basic_parser<is_request>& parser, bool header_only) {
    parser.eager(!header_only);
    while (!is_read(parser, header_only)) {
        ErrorCode error = http::error::need_more;
        if (buffer.size() > 0) {
            error = {};
            buffer.consume(parser.put(buffer.data(), error));
        }
        if (!error) continue;
        if (error != http::error::need_more) co_return error;
        const auto space = buffer.prepare(beast::read_size(buffer, kReadBytesMax));
        const Transferred got = co_await read_some(stream, space);
        buffer.commit(got.size_bytes);
        if (got.error == asio::error::eof) {
            if (!parser.got_some()) co_return http::error::end_of_stream;
            error = {};
            parser.put_eof(error);
            co_return error;
        }
        if (got.error) co_return got.error;
    }
    co_return ErrorCode{};
}

asio::awaitable<ErrorCode> write_text(TcpStream& stream, std::string head,
                                      const std::string& body) {
    co_return co_await write(stream, {asio::buffer(head), asio::buffer(body)});
}

}  // namespace

asio::awaitable<ErrorCode> read_header(TcpStream& stream, beast::flat_buffer& buffer,
                                       HttpRequestParser& parser) {
    return read_until<true>(stream, buffer, parser, true);
}

asio::awaitable<ErrorCode> read(TcpStream& stream, beast::flat_buffer& buffer,
                                HttpRequestParser& parser) {
    return read_until<true>(stream, buffer, parser, false);
}

asio::awaitable<ErrorCode> read(TcpStream& stream, beast::flat_buffer& buffer,
                                HttpResponseParser& parser) {
    return read_until<false>(stream, buffer, parser, false);
}

asio::awaitable<ErrorCode> write(TcpStream& stream, const HttpRequest& message) {
    const http::fields::writer head(message, message.version(), message.method());
    return write_text(stream, beast::buffers_to_string(head.get()), message.body());
}

asio::awaitable<ErrorCode> write(TcpStream& stream, const HttpResponse& message) {
    const http::fields::writer head(message, message.version(), message.result_int());
    return write_text(stream, beast::buffers_to_string(head.get()), message.body());
}

}  // namespace tacit::net
