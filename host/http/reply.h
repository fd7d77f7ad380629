// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/base/error.h"
#include "host/value/value.h"

namespace dashflow::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body{};
  Headers headers{};
};

Response JsonResponse(const Value& value, int status = 200);
Response TextResponse(std::string text, int status);
// The catalogue's status for the code, and {"detail", "error": {code, message, …}} (CLI.md,
// Errors).
Response ErrorResponse(const Error& error);

// A body that is written while it is made. Chunks that the client has not taken yet are kept up to
// the server's bound. [any-thread]
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  // False = not taken: the bound is reached, or the client is gone.
  virtual bool Write(std::string chunk) = 0;
  // Calls back once, on any thread, when there is room again or the client is gone.
  virtual void OnRoom(std::function<void()> call) = 0;
  // Calls back once when the client is gone; at once if it is already. Not after Close.
  virtual void OnGone(std::function<void()> call) = 0;
  virtual bool gone() const = 0;
  // The end of the body, behind what is kept. Whoever lets go of a stream without it cuts it off.
  virtual void Close() = 0;
};
using BodyStreamPtr = std::shared_ptr<BodyStream>;

// Answers one request, once, now or later, from any thread. Whoever lets go of it unanswered has
// answered 500.
class Reply {
 public:
  // What the transport does with an answer.
  class Out {
   public:
    virtual ~Out() = default;
    virtual void Send(Response response) = 0;
    virtual BodyStreamPtr Begin(Response head) = 0;
    virtual void OnGone(std::function<void()> call) = 0;
  };
  explicit Reply(std::unique_ptr<Out> out) : out_(std::move(out)) {}
  Reply(Reply&&) noexcept = default;
  Reply& operator=(Reply&&) noexcept = default;
  ~Reply();

  void Send(Response response) { std::exchange(out_, nullptr)->Send(std::move(response)); }
  void Send(const Value& value) { Send(JsonResponse(value)); }
  void Send(const Error& error) { Send(ErrorResponse(error)); }
  // Sends the head, without its body, and returns what writes the body.
  BodyStreamPtr Begin(Response head) {
    return std::exchange(out_, nullptr)->Begin(std::move(head));
  }
  // Calls back once when the client has gone away before the answer (`on_disconnect`).
  void OnGone(std::function<void()> call) { out_->OnGone(std::move(call)); }

 private:
  std::unique_ptr<Out> out_;  // null = answered
};

}  // namespace dashflow::http
