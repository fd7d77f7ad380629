// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <unordered_set>

#include "host/channel/reducers/refusal.h"
#include "host/channel/reducers/rules.h"
#include "host/value/value_iterate.h"

namespace dashflow::channel {
namespace {

bool IsList(const Value& value) { return value.is_array(); }

bool FitsIntoList(const Value& element) { return element.depth() < kMaxDepth; }

Result<Value> Append(Value current, const Value& write) { return std::move(current).Append(write); }

Result<Value> Concat(Value current, const Value& write) {
  if (!write.is_array()) return WrongKind("concat", "a list", write);
  return std::move(current).Concat(write);
}

// Refers to values that others keep alive.
struct HashOf {
  std::size_t operator()(const Value* value) const { return value->Hash(); }
};
struct Equal {
  bool operator()(const Value* a, const Value* b) const { return *a == *b; }
};
using Seen = std::unordered_set<const Value*, HashOf, Equal>;

// Elements are compared as values: 1 and 1.0 are two.
Result<Value> Union(Value current, const Value& write) {
  if (!write.is_array()) return WrongKind("union", "a list", write);
  const Value before = current;  // keeps what `seen` refers to
  Seen seen;
  seen.reserve(before.size() + write.size());
  before.ForEachElement([&](const Value& element) { seen.insert(&element); });
  write.ForEachElement([&](const Value& element) {
    if (seen.insert(&element).second) current = std::move(current).Append(element);
  });
  return current;
}

}  // namespace

const Rule kAppend = {.name = "append",
                      .laws = {},
                      .start = &Value::EmptyArray,
                      .reduce = &Append,
                      .holds = &IsList,
                      .accepts = &FitsIntoList,
                      .appends = true,
                      .takes_elements = true};

const Rule kConcat = {.name = "concat",
                      .laws = {.associative = true},
                      .start = &Value::EmptyArray,
                      .reduce = &Concat,
                      .holds = &IsList,
                      .accepts = &IsList,
                      .appends = true};

const Rule kUnion = {.name = "union",
                     .laws = {.associative = true, .idempotent = true},
                     .start = &Value::EmptyArray,
                     .reduce = &Union,
                     .holds = &IsList,
                     .accepts = &IsList,
                     .appends = true,
                     .alters = true};

}  // namespace dashflow::channel
