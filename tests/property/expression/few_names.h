// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/expression/run/binding.h"
#include "host/value/json.h"

namespace dashflow::expression {

// The members of a JSON object as the names of an open expression.
class FewNames final : public Binding {
 public:
  explicit FewNames(std::string_view json) : values_(ParseJson(json).value()) {}

  const Value* Get(std::uint32_t) const override { return nullptr; }
  const Value* Find(std::string_view name) const override { return values_.Find(name); }
  const Value& values() const { return values_; }

 private:
  Value values_;
};

}  // namespace dashflow::expression
