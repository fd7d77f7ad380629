// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace dashflow::sql {

// Connections that read (Reader), made when needed and kept, `most` at once. One on which something
// throws a Failure is given up. [any-thread]
template <class Reader, class Failure>
class Pool {
 public:
  Pool(std::function<std::unique_ptr<Reader>()> make, std::size_t most)
      : make_(std::move(make)), most_(most) {
    idle_.reserve(most);
  }

  // Calls use(reader) on a free connection, or waits for one.
  template <class Use>
  auto With(Use use) {
    Lease lease(*this);
    try {
      return use(*lease.reader);
    } catch (const Failure&) {
      lease.reader.reset();
      throw;
    }
  }

  // Closes the connections that are not in use.
  void CloseIdle() {
    std::vector<std::unique_ptr<Reader>> closing;
    closing.reserve(most_);
    const std::lock_guard lock(mutex_);
    idle_.swap(closing);
  }

 private:
  class Lease {
   public:
    explicit Lease(Pool& pool) : reader(pool.Take()), pool_(pool) {}
    ~Lease() { pool_.Return(std::move(reader)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    std::unique_ptr<Reader> reader;

   private:
    Pool& pool_;
  };

  std::unique_ptr<Reader> Take() {
    {
      std::unique_lock lock(mutex_);
      returned_.wait(lock, [&] { return in_use_ < most_; });
      ++in_use_;
      if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    try {
      return make_();
    } catch (...) {
      Return(nullptr);
      throw;
    }
  }

  void Return(std::unique_ptr<Reader> reader) {
    {
      const std::lock_guard lock(mutex_);
      --in_use_;
      if (reader != nullptr) idle_.push_back(std::move(reader));
    }
    returned_.notify_one();
  }

  const std::function<std::unique_ptr<Reader>()> make_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Reader>> idle_;
  std::size_t in_use_ = 0;
};

}  // namespace dashflow::sql
