// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace dashflow::file {

// How to take changes back, the last one first. One thread at a time.
class Undo {
 public:
  void Add(std::function<void()> step) { steps_.push_back(std::move(step)); }
  std::size_t size() const { return steps_.size(); }
  // Takes back what came behind the first `size` steps.
  void RollTo(std::size_t size) {
    while (steps_.size() > size) {
      steps_.back()();
      steps_.pop_back();
    }
  }
  // Nothing is taken back any more.
  void Clear() { steps_.clear(); }

 private:
  std::vector<std::function<void()>> steps_;
};

}  // namespace dashflow::file
