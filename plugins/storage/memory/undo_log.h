// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace dashflow::memory {

// How to take back what a batch did so far. One thread at a time.
class UndoLog {
 public:
  void Add(std::function<void()> step) {
    if (steps_.empty()) steps_.reserve(kUsual);
    steps_.push_back(std::move(step));
  }

  void Roll() {
    while (!steps_.empty()) {
      steps_.back()();
      steps_.pop_back();
    }
  }

 private:
  static constexpr std::size_t kUsual = 4;  // operations of a batch

  std::vector<std::function<void()>> steps_;
};

}  // namespace dashflow::memory
