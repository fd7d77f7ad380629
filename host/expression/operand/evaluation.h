// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "host/expression/operand/arena.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// One evaluation as its operations see it: memory, cost, and where it is. [serial]
class Evaluation {
 public:
  explicit Evaluation(std::uint64_t cost_limit) : cost_left_(cost_limit) {}

  Arena& arena() { return arena_; }

  // Pays for work before it is done. False: the limit is reached; the work must not be done, and
  // the whole evaluation ends with an error, whatever absorbs the fault.
  bool Spend(std::uint64_t cost) {
    if (cost <= cost_left_) {
      cost_left_ -= cost;
      return true;
    }
    cost_left_ = 0;
    exhausted_ = true;
    return false;
  }
  // The cost of going over text: cheaper than over elements.
  bool SpendText(std::uint64_t bytes) { return Spend(bytes / kBytesPerCost); }
  bool exhausted() const { return exhausted_; }
  std::uint64_t cost_left() const { return cost_left_; }

  // A fault here and now; the pieces of its cause are joined.
  Operand Fail(std::string_view code, std::initializer_list<std::string_view> cause);
  Operand FailOfCost() { return Fail("cost_limit", {"the cost limit is reached"}); }

  // A string of its own, paid for. REQUIRES: UTF-8.
  Operand NewString(std::string_view text);

  // The instruction that is being executed.
  void set_place(std::uint32_t place) { place_ = place; }
  std::uint32_t place() const { return place_; }

 private:
  static constexpr std::uint64_t kBytesPerCost = 32;

  Arena arena_;
  std::uint64_t cost_left_;
  std::uint32_t place_ = 0;
  bool exhausted_ = false;
};

}  // namespace dashflow::expression
