// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_set>

namespace dashflow::http {

class Connection;

// A thread with the connections that it serves.
class IoThread {
 public:
  // Looks at the connections' time each `tick` while there are any.
  explicit IoThread(std::chrono::milliseconds tick);
  ~IoThread();  // REQUIRES: no connection
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  boost::asio::io_context& context() { return context_; }
  // Calls for each connection, on the thread. [any-thread]
  void ForEach(std::function<void(Connection&)> call);

  // [io-thread]
  void Add(std::shared_ptr<Connection> connection);
  void Remove(const std::shared_ptr<Connection>& connection);

 private:
  void Tick();

  const std::chrono::milliseconds tick_;
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer timer_;
  bool is_ticking_ = false;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  std::thread thread_;
};

}  // namespace dashflow::http
