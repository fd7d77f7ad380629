// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/serve/client.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>

#include "tests/bench/bench_host.h"

namespace dashflow::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

}  // namespace

std::string TextOf(const Ask& ask) {
  if (ask.body.empty()) return "GET " + ask.target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  return "POST " + ask.target +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(ask.body.size()) + "\r\n\r\n" + ask.body;
}

Client::Client(std::uint16_t port) : socket_(context_) {
  socket_.connect({asio::ip::address_v4::loopback(), port});
  socket_.set_option(asio::ip::tcp::no_delay(true));
}

Client::Answer Client::Send(const Ask& ask) {
  asio::write(socket_, asio::buffer(TextOf(ask)));
  http::response_parser<http::string_body> parser;
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());
  http::read(socket_, buffer_, parser);
  return {static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
}

int Client::StatusOf(const Ask& ask) { return Send(ask).status; }

std::string Client::Get(const Ask& ask) {
  Answer answer = Send(ask);
  if (answer.status == 200) return std::move(answer.body);
  Die(Error("internal",
            ask.target + " answers " + std::to_string(answer.status) + ": " + answer.body));
}

std::string MemberIn(const std::string& json, const std::string& name) {
  const std::string before = "\"" + name + "\":\"";
  const std::size_t at = json.find(before);
  if (at == std::string::npos) Die(Error("internal", "no '" + name + "' in " + json));
  const std::size_t begin = at + before.size();
  return json.substr(begin, json.find('"', begin) - begin);
}

}  // namespace dashflow::bench
