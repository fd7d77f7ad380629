// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/thread_record.h"
#include "host/expression/run/binding.h"
#include "host/expression/type/scope.h"

namespace dashflow::cli {

// The names that an expression may use where no run is under way, and what they are.
class NamedValues final : public expression::Binding {
 public:
  NamedValues() = default;
  // The members of an object as channels.
  static NamedValues OfState(const Value& state);
  // A thread's channels, those without a value as null; `params` and `thread.id`.
  static NamedValues OfThread(const checkpoint::ThreadRecord& record,
                              const checkpoint::Loaded& loaded);

  const expression::Scope& scope() const { return scope_; }
  const Value* Get(std::uint32_t slot) const override { return &values_[slot]; }

 private:
  void AddChannel(std::string name, Value value);
  void AddRoot(std::string name, Value value);

  expression::Scope scope_;
  std::vector<Value> values_;
};

}  // namespace dashflow::cli
