// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/value/schema/checker.h"
#include "host/value/schema/fail.h"
#include "host/value/schema/pointer.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {
namespace {

bool Matches(const RE2& regex, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), regex);
}

}  // namespace

bool Checker::CheckObject(const ObjectRules& rules, const Value& value) {
  if (!rules.count.Holds(value.size())) {
    return Fail([&] {
      return "expected " + RangeText(rules.count, "member") + ", found " +
             std::to_string(value.size());
    });
  }
  if (!CheckRequired(rules, value) || !CheckMembers(rules, value)) return false;
  if (rules.names != kNoNode && !CheckNames(rules.names, value)) return false;
  return std::ranges::all_of(rules.dependencies, [&](const Dependency& dependency) {
    return CheckDependency(dependency, value);
  });
}

bool Checker::CheckRequired(const ObjectRules& rules, const Value& value) {
  for (const std::string& name : rules.required) {
    if (value.Find(name) == nullptr)
      return Fail([&] { return "expected the member '" + name + "', it is missing"; });
  }
  return true;
}

bool Checker::CheckMembers(const ObjectRules& rules, const Value& value) {
  for (const auto& [name, node] : rules.properties) {
    const Value* member = value.Find(name);
    if (member != nullptr && !CheckNamed(node, name, *member)) return false;
  }
  if (rules.patterns.empty() && rules.rest == kNoNode) return true;
  bool fits = true;
  value.ForEachMember([&](const Value& key, const Value& member) {
    return fits = CheckMember(rules, key, member);
  });
  return fits;
}

bool Checker::CheckMember(const ObjectRules& rules, const Value& key, const Value& value) {
  const std::string_view name = key.as_text();
  bool known = rules.by_name.contains(name);
  for (const Pattern& pattern : rules.patterns) {
    if (!Matches(*pattern.regex, name)) continue;
    known = true;
    if (!CheckNamed(pattern.node, name, value)) return false;
  }
  if (known || rules.rest == kNoNode) return true;
  if (!graph_.nodes[rules.rest].refuses_all) return CheckNamed(rules.rest, name, value);
  return Fail([&] { return "unknown member '" + std::string(name) + "'"; });
}

bool Checker::CheckNamed(NodeId id, std::string_view name, const Value& value) {
  return CheckNode(id, value) || FailInside(EscapeToken(name));
}

bool Checker::CheckNames(NodeId id, const Value& value) {
  bool fits = true;
  value.ForEachMember([&](const Value& key, const Value&) {
    fits = CheckNode(id, key);
    if (!fits && trying_ == 0) text_ = "member name '" + std::string(key.as_text()) + "': " + text_;
    return fits;
  });
  return fits;
}

bool Checker::CheckDependency(const Dependency& rule, const Value& value) {
  if (value.Find(rule.member) == nullptr) return true;
  for (const std::string& name : rule.needs) {
    if (value.Find(name) != nullptr) continue;
    return Fail([&] {
      return "expected the member '" + name + "' beside '" + rule.member + "', it is missing";
    });
  }
  return rule.node == kNoNode || CheckNode(rule.node, value);
}

}  // namespace dashflow::schema
