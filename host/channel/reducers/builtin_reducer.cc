// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/builtin_reducer.h"

#include <string>

namespace dashflow::channel {

Result<Value> BuiltinReducer::Reduce(Value current, const Value& write) const {
  if (rule_.holds(current)) return rule_.reduce(std::move(current), write);
  return Error("invalid_update", {})
      .Cause(std::string(rule_.name) + " cannot go on from " +
             std::string(KindName(current.kind())));
}

}  // namespace dashflow::channel
