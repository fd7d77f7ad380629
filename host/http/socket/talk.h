// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "host/http/socket/frames.h"
#include "host/http/web_socket.h"
#include "host/http/wire/exchange.h"

namespace dashflow::http {

// A WebSocket, between its handler and its connection. What goes out is the body of the exchange.
class Talk final : public std::enable_shared_from_this<Talk> {
 public:
  struct Form {
    std::size_t most;     // bytes of a message
    std::size_t ahead;    // bytes of messages that nobody has asked for yet
    bool blocks = false;  // who takes messages may wait: never on the I/O thread
  };
  Talk(ExchangePtr exchange, const Form& form)
      : exchange_(std::move(exchange)), form_(form), reader_(form.most) {}

  // Of the handler. [any-thread]
  bool Send(std::string_view text);
  void OnRoom(std::function<void()> call) { exchange_->OnRoom(std::move(call)); }
  void Receive(WebSocket::Taker take);
  bool gone() const;
  void Close(std::uint16_t code, std::string_view reason);
  void Close(CloseCode code, std::string_view reason = {}) {
    Close(static_cast<std::uint16_t>(code), reason);
  }

  // Of the connection. [io-thread]
  void Put(std::string_view bytes);
  bool WantsMore() const;
  void Ping() { exchange_->Write(FrameOf(FrameKind::kPing, {})); }
  void Lose();

 private:
  void Take(SocketMessage message);
  void Deliver(std::string text);
  void Give(WebSocket::Taker take, std::string text);
  WebSocket::Taker EndTaking();

  const ExchangePtr exchange_;
  const Form form_;
  FrameReader reader_;  // of the I/O thread
  mutable std::mutex mutex_;
  WebSocket::Taker taker_;
  std::deque<std::string> messages_;
  std::size_t bytes_ = 0;  // of them
  bool is_over_ = false;   // no message will come any more
};
using TalkPtr = std::shared_ptr<Talk>;

WebSocketPtr SocketOf(TalkPtr talk);

// Whether the headers of a GET ask for a WebSocket of the version that there is.
bool WantsSocket(const Request& request);
// The head of the answer that gives it.
Response Upgraded(const Request& request);

}  // namespace dashflow::http
