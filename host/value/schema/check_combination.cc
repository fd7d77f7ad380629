// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/value/schema/checker.h"
#include "host/value/schema/fail.h"

namespace dashflow::schema {

bool Checker::CheckCombination(const Combination& rules, const Value& value) {
  for (const NodeId id : rules.all) {
    if (!CheckNode(id, value)) return false;
  }
  if (!rules.any.empty() && !CheckAny(rules.any, value)) return false;
  if (!rules.one.empty() && !CheckOne(rules.one, value)) return false;
  if (rules.negated != kNoNode && Fits(rules.negated, value)) {
    return Fail([] { return "expected a value that does not fit the schema under `not`"; });
  }
  return rules.condition == kNoNode || CheckCondition(rules, value);
}

// When only one alternative is of the value's type, that one says what is wrong.
bool Checker::CheckAny(const std::vector<NodeId>& nodes, const Value& value) {
  if (std::ranges::any_of(nodes, [&](NodeId id) { return Fits(id, value); })) return true;
  const auto likely = [&](NodeId id) { return graph_.nodes[id].types.Allows(value); };
  if (std::ranges::count_if(nodes, likely) == 1)
    return CheckNode(*std::ranges::find_if(nodes, likely), value);
  return Fail([&] { return "fits none of the " + std::to_string(nodes.size()) + " alternatives"; });
}

bool Checker::CheckOne(const std::vector<NodeId>& nodes, const Value& value) {
  const auto count = std::ranges::count_if(nodes, [&](NodeId id) { return Fits(id, value); });
  if (count == 1) return true;
  if (count == 0) return CheckAny(nodes, value);
  return Fail([&] {
    return "fits " + std::to_string(count) + " of the alternatives, expected exactly one";
  });
}

bool Checker::CheckCondition(const Combination& rules, const Value& value) {
  const NodeId chosen = Fits(rules.condition, value) ? rules.then : rules.otherwise;
  return chosen == kNoNode || CheckNode(chosen, value);
}

}  // namespace dashflow::schema
