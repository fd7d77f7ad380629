// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "plugins/storage/memory/moment.h"
#include "plugins/storage/memory/record.h"

namespace dashflow::memory {

class Space;
class Stream;

// What takes back the operations that nearly every batch has; others are functions, which cost an
// allocation.
struct PutStep {
  Space* space;
  Records::value_type* record;
  std::optional<Record> before;  // nothing = it was not there
};
// Holds the record itself, since earlier steps of the batch point to it.
struct EraseStep {
  Space* space;
  Records::node_type record;
};
struct AppendStep {
  Stream* stream;
  std::size_t size;  // entries before
};

// How to take back what a batch did so far. One thread at a time.
class UndoLog {
 public:
  using Step = std::variant<PutStep, EraseStep, AppendStep, std::function<void()>>;

  // Makes room for a step, so that adding it cannot fail.
  void Reserve() {
    if (steps_.size() == steps_.capacity()) steps_.reserve(kUsual + 2 * steps_.size());
  }
  template <class S>
  void Add(S step) {
    Reserve();
    steps_.emplace_back(std::move(step));
  }
  bool empty() const { return steps_.empty(); }
  void Roll() noexcept;
  // Nothing is taken back any more.
  void Clear() { steps_.clear(); }

 private:
  static constexpr std::size_t kUsual = 4;  // operations of a batch

  std::vector<Step> steps_;
};

// What the operations of one batch share.
struct Changing {
  const Moment& now;
  std::uint64_t rev = 0;  // of what the batch puts; 0 = it puts nothing
  UndoLog& undo;
};

}  // namespace dashflow::memory
