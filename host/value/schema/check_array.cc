// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include "host/value/schema/checker.h"
#include "host/value/schema/fail.h"
#include "host/value/schema/number.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {
namespace {

struct HashOf {
  std::size_t operator()(const Value& value) const { return value.Hash(); }
};

}  // namespace

bool Checker::CheckArray(const ArrayRules& rules, const Value& value) {
  if (!rules.count.Holds(value.size())) {
    return Fail([&] {
      return "expected " + RangeText(rules.count, "item") + ", found " +
             std::to_string(value.size());
    });
  }
  if (!CheckElements(rules, value)) return false;
  if (rules.contains != kNoNode && !CheckContains(rules.contains, value)) return false;
  return !rules.unique || CheckUnique(value);
}

bool Checker::CheckElements(const ArrayRules& rules, const Value& value) {
  const std::size_t first = std::min(rules.first.size(), value.size());
  for (std::size_t i = 0; i < first; ++i) {
    if (!CheckElement(rules.first[i], value.At(i), i)) return false;
  }
  if (rules.rest == kNoNode) return true;
  bool fits = true;
  std::size_t index = 0;
  value.ForEachElement([&](const Value& element) {
    if (index >= first) fits = CheckElement(rules.rest, element, index);
    ++index;
    return fits;
  });
  return fits;
}

bool Checker::CheckElement(NodeId id, const Value& element, std::size_t index) {
  return CheckNode(id, element) || FailInside(std::to_string(index));
}

bool Checker::CheckContains(NodeId id, const Value& value) {
  bool found = false;
  value.ForEachElement([&](const Value& element) { return !(found = Fits(id, element)); });
  return found || Fail([] { return "expected an item that fits `contains`, found none"; });
}

bool Checker::CheckUnique(const Value& value) {
  std::unordered_set<Value, HashOf> seen;
  std::size_t index = 0;
  bool unique = true;
  value.ForEachElement([&](const Value& element) {
    unique = seen.insert(NormalNumbers(element)).second;
    index += unique ? 1 : 0;
    return unique;
  });
  if (unique) return true;
  return Fail(
      [&] { return "expected different items, found item " + std::to_string(index) + " twice"; });
}

}  // namespace dashflow::schema
