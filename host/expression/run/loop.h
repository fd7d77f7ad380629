// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"
#include "host/expression/run/program.h"

namespace dashflow::expression {

// A macro at work: where it is in its range, and what it has gathered. Lives in the arena. [serial]
class Loop {
 public:
  // `locals` are those of the program. REQUIRES: `range` is a list or a map.
  Loop(const LoopPlan& plan, const Operand& range, Operand* locals, Evaluation& evaluation);

  // Sets the variables of the next round. False: there is none.
  bool Next();
  // Takes what the round computed. True: the result is certain, see `result`.
  bool Collect(const Operand& computed, Evaluation& evaluation);
  // After the last round, or when Collect says so.
  Operand Result(Evaluation& evaluation);

 private:
  bool CollectLogic(const Operand& computed, bool decisive, Evaluation& evaluation);
  bool CollectOne(const Operand& computed, Evaluation& evaluation);
  bool CollectFilter(const Operand& computed, Evaluation& evaluation);
  bool CollectValue(const Operand& computed, Evaluation& evaluation);
  bool Decide(const Operand& result);
  void Add(const Operand& operand, Evaluation& evaluation);
  std::span<const Operand> Items() const { return {items_, num_items_}; }

  const LoopPlan* plan_;
  Operand* variables_;
  Operand range_;
  std::span<const Operand> entries_;  // of a map
  std::size_t size_;
  std::size_t round_ = 0;

  Operand result_;
  bool decided_ = false;
  std::size_t num_true_ = 0;
  Operand* items_ = nullptr;
  std::size_t num_items_ = 0;
  std::size_t capacity_ = 0;
};

// A condition that is neither true nor false: itself if it is a fault, else one that says so.
Operand FaultOfCondition(const Operand& operand, Evaluation& evaluation);

}  // namespace dashflow::expression
