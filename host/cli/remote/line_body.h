// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "host/http/reply.h"
#include "host/value/value.h"

namespace dashflow::cli {

// Lines of JSON on their way to a client. One thread waits for a client that is slow; others, which
// may be those of runs, never do: beyond a bound the client is cut off. [any-thread]
class LineBody : public std::enable_shared_from_this<LineBody> {
 public:
  explicit LineBody(http::BodyStreamPtr body) : body_(std::move(body)) {}

  // This thread is the one that waits. Before anything is sent.
  void WaitHere() { waiter_ = std::this_thread::get_id(); }
  // False: the client is gone, or is cut off.
  bool Send(const Value& line);
  // An empty line, unless others are on their way. False: there is no need for more.
  bool Beat();
  // Waits until all is on its way, and ends the body.
  void End();
  // Lets go of the client.
  void Cut();

 private:
  using Lock = std::unique_lock<std::mutex>;

  bool Push(std::string text);
  void Pump(Lock& lock);
  void AwaitAtMost(Lock& lock, std::size_t bytes);

  std::thread::id waiter_;
  std::mutex mutex_;
  std::condition_variable moved_;
  http::BodyStreamPtr body_;  // null = cut off, or ended
  std::deque<std::string> waiting_;
  std::size_t bytes_ = 0;  // of them
  bool asks_room_ = false;
};

}  // namespace dashflow::cli
