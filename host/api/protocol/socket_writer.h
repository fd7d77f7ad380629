// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "host/http/reply.h"
#include "host/http/web_socket.h"

namespace dashflow::api {

// Writes two kinds of messages to one WebSocket: events, as to any stream, and answers to commands,
// which go first where there is little room and are never dropped. [any-thread]
class SocketWriter final : public http::BodyStream,
                           public std::enable_shared_from_this<SocketWriter> {
 public:
  explicit SocketWriter(http::WebSocketPtr socket) : socket_(std::move(socket)) {}

  // Calls back once the answer is taken, maybe before this returns, or the client is gone. One at a
  // time.
  void Answer(std::string text, std::function<void()> taken);
  // The client is gone.
  void End();

  bool Write(std::string event) override;
  void OnRoom(std::function<void()> call) override;
  void OnGone(std::function<void()> call) override;
  bool gone() const override { return socket_->gone(); }
  void Close() override { socket_->Close(1000, {}); }

 private:
  void AwaitRoom();
  void UseRoom();
  bool SendAnswer();

  const http::WebSocketPtr socket_;
  std::mutex mutex_;
  std::string answer_;           // that waits for room
  std::function<void()> taken_;  // empty = none waits
  std::function<void()> on_room_;
  std::function<void()> on_gone_;
};

}  // namespace dashflow::api
