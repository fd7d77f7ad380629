// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "host/base/result.h"
#include "host/http/client/server_address.h"

namespace dashflow::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

using ClientStream = beast::basic_stream<asio::generic::stream_protocol>;

// Waits for one operation on `stream`, which ends with an error of time after `limit`. `begin`
// starts it, and stores its outcome.
template <class Begin>
void Await(asio::io_context& io, ClientStream& stream, std::chrono::seconds limit, Begin begin) {
  stream.expires_after(limit);
  begin();
  io.restart();
  io.run();
}

// What could not be reached, and why.
Error Unreachable(const ServerAddress& address, std::string cause);

// A connection to the server, plain. Error server_unreachable.
Status Connect(asio::io_context& io, ClientStream& stream, const ServerAddress& address,
               std::chrono::seconds limit);

// A context that trusts the authorities of the system, and those of a file; empty = none. Error
// server_unreachable.
Result<std::unique_ptr<asio::ssl::context>> TrustOf(const ServerAddress& address,
                                                    const std::string& authorities);

// Encrypts a connection, once the server has shown that it is the one of the address. Error
// server_unreachable.
Status Encrypt(asio::io_context& io, beast::ssl_stream<ClientStream>& stream,
               const ServerAddress& address, std::chrono::seconds limit);

}  // namespace dashflow::http
