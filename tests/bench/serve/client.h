// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <cstdint>
#include <string>

namespace dashflow::bench {

// What a client asks a server on loopback.
struct Ask {
  std::string target;
  std::string body{};  // JSON; empty = GET
};

// As it goes over the wire.
std::string TextOf(const Ask& ask);

// One kept connection, of whose thread it takes the time. Ends the program where the server does
// not speak HTTP.
class Client {
 public:
  explicit Client(std::uint16_t port);

  int StatusOf(const Ask& ask);
  // The body of an answer that has to be a success.
  std::string Get(const Ask& ask);

 private:
  struct Answer {
    int status = 0;
    std::string body;
  };
  Answer Send(const Ask& ask);

  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
};

// Of a JSON object with texts for members.
std::string MemberIn(const std::string& json, const std::string& name);

}  // namespace dashflow::bench
