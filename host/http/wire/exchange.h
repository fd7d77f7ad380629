// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/http/reply.h"

namespace dashflow::http {

class Connection;

// One request's answer, between whoever gives it, on any thread, and its connection. It outlives
// the connection where the handler does.
class Exchange final : public std::enable_shared_from_this<Exchange> {
 public:
  struct Form {
    std::size_t bound;       // bytes of a streamed body that are kept
    bool is_chunked = true;  // a streamed body is written in chunks
    bool is_packed = false;  // the client takes gzip
  };
  Exchange(std::shared_ptr<Connection> connection, const Form& form);

  // Of the handler. [any-thread]
  void Send(Response response);
  void Begin(Response head);
  void OnGone(std::function<void()> call);
  bool Write(std::string_view chunk);
  void OnRoom(std::function<void()> call);
  bool gone() const;
  void Close();
  void WriteLast(std::string_view bytes);     // whatever is kept already, and closes
  void ReadOn();                              // there is room for what the client sends
  bool HandOver(std::function<void()> work);  // to a thread that may block; false = none is left
  void Abandon();  // no more will come: without Close, the body is cut off

  // Of the connection. [io-thread]
  struct Piece {
    std::string bytes;  // empty = nothing to write now, unless it is the last
    bool is_last = false;
    bool is_cut = false;
  };
  Piece Take();
  void Written();  // the piece that was taken last
  void Finish();   // answered as a whole
  void Lose();     // the client is gone

 private:
  using Call = std::function<void()>;

  void Pump(std::unique_lock<std::mutex> lock);
  bool HasRoom() const { return kept_ == 0 || kept_ + wanted_ <= form_.bound; }

  mutable std::mutex mutex_;
  std::shared_ptr<Connection> connection_;  // null = gone, or answered
  const Form form_;
  bool is_lost_ = false;
  bool is_pumping_ = true;  // the connection will come for more by itself
  bool is_closed_ = false;
  bool is_cut_ = false;
  std::string pending_;
  std::size_t kept_ = 0;    // bytes of the body that are not written yet
  std::size_t taken_ = 0;   // of these, what is being written
  std::size_t wanted_ = 0;  // of the chunk that was refused last
  Call on_room_;
  std::vector<Call> on_gone_;
};
using ExchangePtr = std::shared_ptr<Exchange>;

Reply ReplyTo(ExchangePtr exchange);

}  // namespace dashflow::http
