// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

#include "host/executor/blocking_pool.h"

namespace dashflow::http {

// Threads for handlers that may wait; its end waits for them. [any-thread]
class HandlerPool {
 public:
  // `threads` at a time, `waiting` more for one of them.
  static Result<std::unique_ptr<HandlerPool>> Start(std::size_t threads, std::size_t waiting);
  HandlerPool(std::unique_ptr<executor::BlockingPool> pool, std::size_t bound)
      : bound_(bound), pool_(std::move(pool)) {}

  // False = full; `work` is as it was. What is urgent goes before what waits, and is always taken.
  bool Try(std::function<void()>& work, bool is_urgent = false);

 private:
  struct Ticket;

  const std::size_t bound_;
  std::atomic<std::size_t> taken_{0};
  const std::unique_ptr<executor::BlockingPool> pool_;
};

}  // namespace dashflow::http
