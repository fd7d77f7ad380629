// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/builtin_reducer.h"

#include <string>

namespace dashflow::channel {
namespace {

Error CannotGoOn(const Rule& rule, const Value& current) {
  return Error("invalid_update", {})
      .Cause(std::string(rule.name) + " cannot go on from " +
             std::string(KindName(current.kind())));
}

}  // namespace

Result<Value> BuiltinReducer::Reduce(Value current, const Value& write) const {
  if (rule_.holds(current)) return rule_.reduce(std::move(current), write);
  return CannotGoOn(rule_, current);
}

Result<Value> BuiltinReducer::ReduceWith(Value current, const Value& write, Memo& memo) const {
  if (rule_.holds(current)) return rule_.reduce_with(std::move(current), write, memo);
  return CannotGoOn(rule_, current);
}

}  // namespace dashflow::channel
