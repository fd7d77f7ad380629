// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/refusal.h"
#include "host/channel/reducers/rules.h"
#include "host/value/value_iterate.h"

namespace dashflow::channel {
namespace {

bool IsObject(const Value& value) { return value.is_object(); }

Result<Value> Merge(Value current, const Value& write) {
  if (!write.is_object()) return WrongKind("merge", "an object", write);
  write.ForEachMember(
      [&](const Value& key, const Value& value) { current = std::move(current).Set(key, value); });
  return current;
}

}  // namespace

const Rule kMerge = {.name = "merge",
                     .laws = {.associative = true, .idempotent = true},
                     .start = &Value::EmptyObject,
                     .reduce = &Merge,
                     .holds = &IsObject,
                     .accepts = &IsObject};

}  // namespace dashflow::channel
