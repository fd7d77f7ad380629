// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/expression/syntax/ast.h"
#include "tests/support/expression/naive_operators.h"

namespace dashflow::expression {

// What an expression means, said as simply as possible: a walk over its tree, without types, slots,
// code and cost. It knows null, booleans, ints, doubles, strings, lists and maps with strings as
// keys; operators, access, has(), conditions, size(), contains(), startsWith(), endsWith(), and the
// macros of one variable but sortBy. Everything else is an error.
class NaiveEvaluator {
 public:
  // `names`: an object, the values of the free names; outlives the evaluator.
  explicit NaiveEvaluator(const Value& names) : names_(names) {}

  // Nothing for an error, and for a result with a number that is not finite.
  Maybe Evaluate(const Node& root);

 private:
  Maybe Of(const Node& node);
  Maybe OfName(const Node& node) const;
  Maybe OfSelect(const Node& node);
  Maybe OfHas(const Node& node);
  Maybe OfIndex(const Node& node);
  Maybe OfFunction(const Node& node);
  Maybe OfUnary(const Node& node);
  Maybe OfLogic(const Node& node, bool decisive);
  Maybe OfConditional(const Node& node);
  Maybe OfList(const Node& node);
  Maybe OfMap(const Node& node);
  Maybe OfMacro(const Node& node);

  // Each element of a list, each key of a map.
  Maybe Elements(const Node& range);
  Maybe With(const std::string& variable, const Value& element, const Node& body);
  Maybe Decide(const Node& macro, const Value& elements, bool decisive);
  Maybe ExactlyOne(const Node& macro, const Value& elements);
  Maybe Select(const Node& macro, const Value& elements);

  const Value& names_;
  std::vector<std::pair<std::string, Value>> variables_;  // the innermost last
};

}  // namespace dashflow::expression
