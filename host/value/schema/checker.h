// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/value/schema/node.h"

namespace dashflow::schema {

// Checks one value against a graph. Made anew for each value.
class Checker {
 public:
  // A schema of 50 lines can ask for 2^50 checks of one value: after `max_steps` (those of a type
  // alone are free) nothing fits any more.
  explicit Checker(const Graph& graph, std::size_t max_steps = 50'000'000)
      : graph_(graph), steps_left_(max_steps) {}

  bool Check(const Value& value) { return CheckNode(0, value); }

  // Of the first misfit: "/items/3: expected integer, found string".
  std::string Misfit() const { return pointer_.empty() ? text_ : pointer_ + ": " + text_; }

 private:
  bool CheckNode(NodeId id, const Value& value);
  bool CheckRules(const Node& node, const Value& value);
  bool CheckType(const Node& node, const Value& value);
  bool CheckChoices(const Node& node, const Value& value);
  bool CheckNumber(const NumberRules& rules, const Value& value);
  bool CheckString(const Node& node, const Value& value);
  bool CheckArray(const ArrayRules& rules, const Value& value);
  bool CheckElements(const ArrayRules& rules, const Value& value);
  bool CheckElement(NodeId id, const Value& array, std::size_t index);
  bool CheckContains(NodeId id, const Value& value);
  bool CheckUnique(const Value& value);
  bool CheckObject(const ObjectRules& rules, const Value& value);
  bool CheckRequired(const ObjectRules& rules, const Value& value);
  bool CheckMembers(const ObjectRules& rules, const Value& value);
  bool CheckMember(const ObjectRules& rules, const Value& key, const Value& value);
  bool CheckNamed(NodeId id, std::string_view name, const Value& value);
  bool CheckNames(NodeId id, const Value& value);
  bool CheckDependency(const Dependency& rule, const Value& value);
  bool CheckCombination(const Combination& rules, const Value& value);
  bool CheckAny(const std::vector<NodeId>& nodes, const Value& value);
  bool CheckOne(const std::vector<NodeId>& nodes, const Value& value);
  bool CheckCondition(const Combination& rules, const Value& value);
  // As CheckNode, without a word about the misfit.
  bool Fits(NodeId id, const Value& value);

  // Keeps what `text()` says, unless an alternative is only being tried; false.
  template <class Text>
  bool Fail(Text&& text);
  bool FailInside(const std::string& token);

  const Graph& graph_;
  int trying_ = 0;
  int depth_ = 0;
  std::size_t steps_left_;
  std::string pointer_;
  std::string text_;
};

}  // namespace dashflow::schema
