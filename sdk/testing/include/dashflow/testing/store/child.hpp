// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>

namespace dashflow::sdk::testing::store {

// A process forked from the test, with a pipe to it. Killed at the latest with this object.
// REQUIRES: no other thread runs at the moment of the fork.
class Child {
 public:
  // `body` gets the writing end; the child ends with it (status 0).
  explicit Child(const std::function<void(int out)>& body);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Takes up to `most` pairs of numbers from the pipe, fewer when the child has ended.
  void ReadPairs(std::size_t most, const std::function<void(std::uint64_t, std::uint64_t)>& take);
  void Kill();  // SIGKILL, and waits for its end
  int Wait();   // its exit status; -1 when a signal ended it
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
  int in_ = -1;
};

}  // namespace dashflow::sdk::testing::store
