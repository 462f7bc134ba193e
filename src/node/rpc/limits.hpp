// What one caller, and all of them together, may cost the server.
#pragma once

#include <chrono>
#include <cstddef>

#include "node/rpc/dispatcher.hpp"

namespace tacit::node::rpc {

struct Limits {
    DispatchLimits dispatch;  // its request.size_bytes_max bounds HTTP bodies too
    std::size_t header_bytes_max = 8U << 10;
    std::size_t ws_message_bytes_max = 1U << 20;

    std::size_t connections_max = 512;
    /// Of connections_max, for loopback alone: strangers from many addresses must not keep the
    /// owner from asking how the node is, or from stopping it.
    std::size_t connections_reserved = 32;
    std::size_t connections_per_address_max = 64;
    double requests_per_second = 50;      // per address, long-term
    double requests_burst = 200;          // per address, at once
    std::size_t addresses_max = 100'000;  // remembered by the rate limit
    bool limit_loopback = false;          // the three above spare 127.0.0.0/8 and ::1

    std::size_t calls_per_connection_max = 16;  // running at once on one WebSocket
    std::size_t calls_waiting_max = 1024;       // of all connections, for a worker

    /// Pushed messages waiting in one connection; one more and it is closed as a slow consumer.
    std::size_t push_queue_messages_max = 4096;
    std::size_t push_queue_bytes_max = 16U << 20;

    /// Replies and pushed messages that wait to be sent, over all connections. Beyond it the
    /// connection with the most of them is cut off: whoever reads is not made to pay for those who
    /// do not.
    std::size_t unsent_bytes_max = 256U << 20;

    std::chrono::milliseconds header_timeout{10'000};  // first request complete up to its header
    std::chrono::milliseconds body_timeout{30'000};
    std::chrono::milliseconds write_timeout{30'000};  // one reply or pushed message
    std::chrono::milliseconds idle_timeout{60'000};   // between requests; WebSocket: until a ping
    std::chrono::milliseconds close_timeout{2'000};   // for the last bytes of a connection
    std::chrono::milliseconds drain_timeout{5'000};   // stop(): for calls that still run
};

}  // namespace tacit::node::rpc
