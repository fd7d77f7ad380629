// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/http/request.h"

namespace dashflow::http {

// Text messages to and from a client (RFC 6455). Pings, fragments and the closing handshake are the
// server's. Whoever lets go of it has closed it. [any-thread]
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  // False = not taken: the bound of what the client has not taken yet is reached, or it is gone.
  virtual bool Send(std::string_view text) = 0;
  // As of BodyStream.
  virtual void OnRoom(std::function<void()> call) = 0;
  // Calls back once with the next message, where the route's handlers run, maybe before this
  // returns; with nothing, on any thread, when there will be none. Nothing is read ahead beyond a
  // bound, so that a client waits for who does not ask. One call at a time. What a client has sent
  // before it leaves and nobody has asked for is lost.
  using Taker = std::function<void(std::optional<std::string> text)>;
  virtual void Receive(Taker take) = 0;
  // Nothing that is sent will arrive any more: the client is gone, or the socket is closed.
  virtual bool gone() const = 0;
  // Behind what is kept. 1000 = all is well; see RFC 6455 §7.4.
  virtual void Close(std::uint16_t code, std::string_view reason) = 0;
};
using WebSocketPtr = std::shared_ptr<WebSocket>;

// Asked before a client gets its WebSocket; an error is its answer instead.
using SocketCheck = std::function<Status(const Request& request)>;
// Called when a client has been let in, and knows it. Where both run is said by the route.
using SocketHandler = std::function<void(const Request& request, WebSocketPtr socket)>;

}  // namespace dashflow::http
