// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/expression/function/function.h"
#include "host/expression/syntax/ast.h"
#include "host/expression/syntax/problem.h"
#include "host/expression/type/type.h"

namespace dashflow::expression {

// What the name or the function of a node stands for.
struct Resolution {
  enum class Kind : std::uint8_t {
    kNone,           // the node is what its kind says
    kSlot,           // a name of the Scope: `index` is its slot
    kLocal,          // a variable of a macro: `index` is its number
    kOpen,           // a dotted name that is looked up at run time
    kTypeName,       // a type as a value: `index` is the Tag
    kFunction,       // `overloads`
    kPlainFunction,  // `overloads`; the receiver of a method was the function's name space:
                     // math.abs(x)
    kMissing,        // open expressions: no such function; `missing` says so at run time
  };

  Kind kind = Kind::kNone;
  std::uint32_t index = 0;
  std::span<const Overload> overloads;
  std::string missing;
};

// What is known about the nodes of a tree; indexed by Node::id.
struct Checked {
  std::vector<Type> types;
  std::vector<Resolution> resolutions;
  std::uint32_t num_locals = 0;
  std::vector<Problem>
      problems;  // in the order in which they were met; empty: the tree may be compiled
};

// The pattern of matches(text, 'pattern') or text.matches('pattern'), known before anything runs;
// null for other nodes.
const std::string* LiteralPattern(const Node& node);

}  // namespace dashflow::expression
