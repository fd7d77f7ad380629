// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/event/event.h"

namespace dashflow::cases {

// Which states count as the result of a run: as the reference has it, those that are told after a
// key of the output was written, and where a run goes on.
class OutputWatch {
 public:
  // `keys` = a list, or null for all.
  explicit OutputWatch(Value keys) : keys_(std::move(keys)) {}

  static bool Wants(event::Type type);
  void Take(const event::Event& event);
  // Whether the state that is told now counts; asked once for each. One with questions does.
  bool Counts(const Value& state);
  Value Projected(const Value& state) const;

 private:
  void TakeWrites(const Value& writes);
  void TakeKey(const Value& key);

  Value keys_;
  bool written_ = false;
};

}  // namespace dashflow::cases
