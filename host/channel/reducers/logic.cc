// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/refusal.h"
#include "host/channel/reducers/rules.h"

namespace dashflow::channel {
namespace {

bool IsBool(const Value& value) { return value.is_bool(); }

Result<Value> And(Value current, const Value& write) {
  if (!write.is_bool()) return WrongKind("and", "a bool", write);
  return Value(current.as_bool() && write.as_bool());
}

Result<Value> Or(Value current, const Value& write) {
  if (!write.is_bool()) return WrongKind("or", "a bool", write);
  return Value(current.as_bool() || write.as_bool());
}

Value True() { return true; }
Value False() { return false; }

constexpr Laws kAllLaws = {.associative = true, .commutative = true, .idempotent = true};

}  // namespace

const Rule kAnd = {.name = "and",
                   .laws = kAllLaws,
                   .start = &True,
                   .reduce = &And,
                   .holds = &IsBool,
                   .accepts = &IsBool};

const Rule kOr = {.name = "or",
                  .laws = kAllLaws,
                  .start = &False,
                  .reduce = &Or,
                  .holds = &IsBool,
                  .accepts = &IsBool};

}  // namespace dashflow::channel
