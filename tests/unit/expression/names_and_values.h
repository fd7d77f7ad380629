// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/expression/expression.h"
#include "host/value/json.h"

namespace dashflow::expression {

// Channels with values for tests; the slot of each is its place in the list.
class NamesAndValues final : public Binding {
 public:
  struct Channel {
    std::string name;
    std::string json;
    Type type;
  };

  NamesAndValues(std::initializer_list<Channel> channels) {
    for (const Channel& channel : channels) {
      scope_.AddChannel(channel.name, static_cast<std::uint32_t>(values_.size()), channel.type);
      values_.push_back(ParseJson(channel.json).value());
    }
  }

  const Value* Get(std::uint32_t slot) const override { return &values_[slot]; }
  Scope& scope() { return scope_; }
  Value& value(std::size_t slot) { return values_[slot]; }

  Result<Value> Evaluate(std::string_view source, std::uint64_t cost = kDefaultCostLimit) const {
    DF_ASSIGN(const Expression expression, Expression::Compile(source, scope_));
    return expression.Evaluate(*this, cost);
  }

  // The result as JSON, or "code: message".
  std::string Show(std::string_view source, std::uint64_t cost = kDefaultCostLimit) const {
    const Result<Value> result = Evaluate(source, cost);
    if (result.has_value()) return ToJson(*result);
    return result.error().code() + ": " + result.error().message();
  }

 private:
  Scope scope_;
  std::vector<Value> values_;
};

}  // namespace dashflow::expression
