// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/expression/syntax/literal.h"
#include "host/expression/syntax/problem.h"

namespace dashflow::expression {

// What a node's `children` are stands beside its kind.
enum class NodeKind : std::uint8_t {
  kLiteral,      // (literal)
  kName,         // (text)
  kSelect,       // operand; (text: the field)
  kHas,          // operand; (text: the field)
  kIndex,        // operand, index
  kCall,         // arguments; (text: the function)
  kMethod,       // receiver, arguments; (text: the function)
  kUnary,        // operand
  kBinary,       // left, right
  kAnd,          // two or more
  kOr,           // two or more
  kConditional,  // condition, then, else
  kList,         // elements
  kMap,          // key, value, key, value …
  kMacro,        // range, what each round computes; with two of these the first is a filter
};

enum class Operator : std::uint8_t {
  kNot,
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
};

enum class Macro : std::uint8_t {
  kAll,
  kExists,
  kExistsOne,
  kFilter,
  kMap,
  kTransformList,
  kTransformMap,
  kSortBy,
};

struct Node;
using NodePtr = std::unique_ptr<Node>;

// A part of an expression. The tree is at most kMaxHeight high, so that recursion over it is safe.
struct Node {
  NodeKind kind = NodeKind::kLiteral;
  Operator op = Operator::kNot;
  Macro macro = Macro::kAll;
  bool absolute = false;  // a name with a dot before it: never a variable of a macro
  std::uint32_t id = 0;   // dense: the parser numbers nodes from 0
  std::uint32_t height = 1;
  Span span;   // the whole part
  Span focus;  // its operator, field or function name
  std::string text;
  Literal literal;
  std::vector<std::string> variables;  // of a macro: one or two
  std::vector<NodePtr> children;
};

inline constexpr std::uint32_t kMaxHeight = 250;

std::string_view OperatorText(Operator op);
std::string_view MacroName(Macro macro);

// The same tree; places and ids do not count.
bool SameTree(const Node& a, const Node& b);

}  // namespace dashflow::expression
