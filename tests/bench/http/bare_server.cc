// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/http/bare_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <thread>
#include <utility>
#include <vector>

namespace dashflow::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : stream_(std::move(socket)) {
    stream_.socket().set_option(tcp::no_delay(true));
  }

  void Read() {
    request_ = {};
    stream_.expires_after(std::chrono::seconds(30));
    http::async_read(stream_, buffer_, request_,
                     [self = shared_from_this()](beast::error_code failed, std::size_t) {
                       if (!failed) self->Answer();
                     });
  }

 private:
  void Answer() {
    response_ = {http::status::ok, request_.version()};
    response_.set(http::field::content_type, "application/json");
    response_.keep_alive(request_.keep_alive());
    response_.body() = R"({"ok":true})";
    response_.prepare_payload();
    http::async_write(stream_, response_,
                      [self = shared_from_this()](beast::error_code failed, std::size_t) {
                        if (!failed) self->Read();
                      });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::string_body> response_;
};

}  // namespace

struct BareServer::Parts {
  asio::io_context context{2};
  tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
  std::vector<std::thread> threads;

  void Accept() {
    acceptor.async_accept(asio::make_strand(context),
                          [this](beast::error_code failed, tcp::socket socket) {
                            if (failed) return;
                            std::make_shared<Session>(std::move(socket))->Read();
                            Accept();
                          });
  }
};

BareServer::BareServer() : parts_(std::make_unique<Parts>()) {
  parts_->Accept();
  for (int i = 0; i < 2; ++i) parts_->threads.emplace_back([this] { parts_->context.run(); });
}

BareServer::~BareServer() {
  parts_->context.stop();
  for (auto& thread : parts_->threads) thread.join();
}

std::uint16_t BareServer::port() const { return parts_->acceptor.local_endpoint().port(); }

}  // namespace dashflow::bench
