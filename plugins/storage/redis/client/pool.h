// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "plugins/storage/redis/client/connection.h"

namespace dashflow::redis {

// Connections for reads, opened when they are needed, up to a number of them. [any-thread]
class Pool {
 public:
  explicit Pool(const Options& options)
      : options_(options), free_(static_cast<std::size_t>(options.connections)) {}

  // Gives what `ask` gives on a connection. A read may be asked twice: one that breaks a connection
  // that has been idle is asked again on a new one. Throws Failure.
  template <class Body>
  auto With(const Body& ask) {
    const Seat seat(*this);
    if (auto idle = TakeIdle()) {
      try {
        return Use(std::move(idle), ask);
      } catch (const Failure& failure) {
        if (!failure.EndsConnection()) throw;
      }
    }
    return Use(std::make_unique<Connection>(options_), ask);
  }

 private:
  // One of the connections that there may be.
  class Seat {
   public:
    explicit Seat(Pool& pool) : pool_(pool) {
      std::unique_lock lock(pool_.mutex_);
      pool_.given_back_.wait(lock, [this] { return pool_.free_ != 0; });
      --pool_.free_;
    }
    ~Seat() {
      {
        const std::lock_guard lock(pool_.mutex_);
        ++pool_.free_;
      }
      pool_.given_back_.notify_one();
    }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

   private:
    Pool& pool_;
  };

  template <class Body>
  auto Use(std::unique_ptr<Connection> connection, const Body& ask) {
    auto answer = ask(*connection);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    return answer;
  }

  std::unique_ptr<Connection> TakeIdle() {
    const std::lock_guard lock(mutex_);
    std::unique_ptr<Connection> connection;
    while (!idle_.empty() && connection == nullptr) {
      if (!idle_.back()->IsStale()) connection = std::move(idle_.back());
      idle_.pop_back();
    }
    return connection;
  }

  const Options options_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::size_t free_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace dashflow::redis
