// SPDX-License-Identifier: Apache-2.0
#include "host/http/client/client.h"

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <utility>

#include "host/http/client/answer_error.h"
#include "host/http/client/line_cutter.h"
#include "host/http/client/stream.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

namespace wire = boost::beast::http;
using boost::system::error_code;
using Posed = wire::request<wire::string_body>;
// A piece of the body; false = that is enough.
using TakePiece = std::function<bool(int status, std::string_view piece)>;

constexpr std::uint32_t kMostHead = 64 << 10;
constexpr std::size_t kMostAnswer = std::size_t{64} << 20;

bool IsGood(int status) { return status >= 200 && status < 300; }

Error Lost(const ServerAddress& address, std::string cause) {
  return Error("server_lost", "the connection to " + address.text + " ended before the answer")
      .Operation("ask server")
      .Resource(address.text)
      .Cause(std::move(cause));
}

// One request and its answer, on a connection that is open.
template <class Stream>
class Talk {
 public:
  Talk(asio::io_context& io, Stream& stream, const ServerAddress& address,
       const Client::Options& options)
      : io_(io), stream_(stream), address_(address), options_(options) {
    parser_.header_limit(kMostHead);
    parser_.body_limit(boost::none);
  }

  // The status of the answer, whose body was given to `take`.
  Result<int> Hold(const Posed& request, const TakePiece& take) {
    Do(options_.connect_time,
       [&](auto done) { wire::async_write(stream_, request, std::move(done)); });
    if (failed_) return Lost(address_, failed_.message());
    Do(options_.silence,
       [&](auto done) { wire::async_read_header(stream_, buffer_, parser_, std::move(done)); });
    if (failed_) return Lost(address_, failed_.message());
    return ReadBody(static_cast<int>(parser_.get().result_int()), take);
  }

 private:
  Result<int> ReadBody(int status, const TakePiece& take) {
    while (!parser_.is_done()) {
      parser_.get().body().data = piece_.data();
      parser_.get().body().size = piece_.size();
      Do(options_.silence,
         [&](auto done) { wire::async_read_some(stream_, buffer_, parser_, std::move(done)); });
      if (failed_ == wire::error::need_buffer) failed_ = {};
      const std::size_t got = piece_.size() - parser_.get().body().size;
      if (got > 0 && !take(status, {piece_.data(), got})) return status;
      if (failed_) return Lost(address_, failed_.message());
    }
    return status;
  }

  template <class Begin>
  void Do(std::chrono::seconds limit, Begin begin) {
    Await(io_, beast::get_lowest_layer(stream_), limit,
          [&] { begin([this](error_code outcome, std::size_t) { failed_ = outcome; }); });
  }

  asio::io_context& io_;
  Stream& stream_;
  const ServerAddress& address_;
  const Client::Options& options_;
  beast::flat_buffer buffer_;
  wire::response_parser<wire::buffer_body> parser_;
  std::array<char, 16 << 10> piece_{};
  error_code failed_;
};

Posed RequestFor(const ServerAddress& address, const Client::Options& options, Method method,
                 std::string_view path, const Value& body) {
  Posed request;
  request.version(11);
  request.method_string(std::string(MethodName(method)));
  request.target(address.prefix + std::string(path));
  request.set(wire::field::host, address.Authority());
  request.set(wire::field::user_agent, "dashflow");
  request.set(wire::field::connection, "close");
  if (!options.key.empty()) request.set("x-api-key", options.key);
  if (body.is_null()) return request;
  request.set(wire::field::content_type, "application/json");
  request.body() = ToJson(body);
  request.prepare_payload();
  return request;
}

Result<int> Hold(const ServerAddress& address, const Client::Options& options, const Posed& request,
                 const TakePiece& take) {
  asio::io_context io(1);
  ClientStream plain(io);
  if (address.by != ServerAddress::By::kTls) {
    DF_TRY(Connect(io, plain, address, options.connect_time));
    return Talk<ClientStream>(io, plain, address, options).Hold(request, take);
  }
  DF_ASSIGN(const auto trust, TrustOf(address, options.authorities));
  beast::ssl_stream<ClientStream> secret(std::move(plain), *trust);
  DF_TRY(Connect(io, secret.next_layer(), address, options.connect_time));
  DF_TRY(Encrypt(io, secret, address, options.connect_time));
  return Talk<beast::ssl_stream<ClientStream>>(io, secret, address, options).Hold(request, take);
}

}  // namespace

Result<Value> Client::Ask(Method method, std::string_view path, const Value& body) const {
  std::string answer;
  const auto take = [&answer](int, std::string_view piece) {
    answer.append(piece);
    return answer.size() <= kMostAnswer;
  };
  DF_ASSIGN(const int status,
            Hold(address_, options_, RequestFor(address_, options_, method, path, body), take));
  if (!IsGood(status)) return ErrorOfAnswer(status, answer, address_.text);
  if (answer.empty()) return Value();
  auto value = ParseJson(answer);
  if (value.has_error()) return ErrorOfAnswer(status, {}, address_.text);
  return value;
}

Status Client::Follow(Method method, std::string_view path, const Value& body,
                      const TakeLine& take) const {
  std::string refusal;
  LineCutter lines(take, kMostAnswer);
  const auto sort = [&](int status, std::string_view piece) {
    if (IsGood(status)) return lines.Add(piece);
    refusal.append(piece);
    return refusal.size() <= kMostAnswer;
  };
  DF_ASSIGN(const int status,
            Hold(address_, options_, RequestFor(address_, options_, method, path, body), sort));
  return IsGood(status) ? Ok() : Status(ErrorOfAnswer(status, refusal, address_.text));
}

}  // namespace dashflow::http
