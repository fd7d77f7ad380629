// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/expression/function/function.h"
#include "host/expression/function/pattern.h"
#include "host/expression/operand/arena.h"
#include "host/expression/operand/operand.h"
#include "host/expression/syntax/ast.h"
#include "host/expression/syntax/source_place.h"
#include "host/expression/type/type.h"

namespace dashflow::expression {

// Operands are pushed to and popped from a stack. Jumps go forward, but for the one at the end of a
// loop's body.
enum class Op : std::uint8_t {
  kConst,     // push constants[a]
  kSlot,      // push slot a
  kHasSlot,   // push whether slot a has a value that is not null
  kLocal,     // push local a
  kOpenName,  // push what open_names[a] is found to be
  kFail,      // push a fault with the text of constants[a]
  kSelect,    // pop a map, push its field names[a]
  kHas,       // pop a map, push whether it has names[a]
  kIndex,     // pop key and container, push the element
  kAsDouble,  // an int becomes a double: the schema says number
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
  kAndJump,  // top is false: jump to a; no bool: it becomes a fault
  kOrJump,   // top is true: jump to a; no bool: it becomes a fault
  kAnd,      // pop b and a (true or a fault), push a && b
  kOr,       // pop b and a (false or a fault), push a || b
  kChoose,   // pop a condition; true: go on; false: jump to a; else push a fault and jump to b
  kJump,     // jump to a
  kList,     // pop a elements, push their list
  kMap,      // pop a keys and values, push their map
  kCall,     // pop b arguments, push the result of functions[a]
  kMatch,    // pop a string, push whether patterns[a] matches a part of it
  kLoop,     // pop a range, begin loops[a]
  kNext,     // the next round of loops[a], or push its result and leave
  kTest,     // pop the condition of a round of loops[a]
  kCollect,  // pop what a round of loops[a] computed; the next round, or push the result and leave
  kEnd,
};

struct Instruction {
  Op op;
  std::uint32_t a;
  std::uint32_t b;
};

// A name that is looked up at run time: candidates[i] is the whole name without its last i parts,
// which are then fields.
struct OpenName {
  std::vector<std::string> candidates;
  std::vector<std::string> parts;
};

// One macro of the expression.
struct LoopPlan {
  Macro macro;
  std::uint32_t depth;  // inside so many others
  std::uint32_t first_local;
  std::uint32_t num_variables;
  bool filtered;       // a kTest may leave elements out
  std::uint32_t next;  // its kNext
  std::uint32_t exit;  // the instruction after it
  std::uint32_t cost;  // instructions of a round
};

// A compiled expression. Immutable after the compiler is done.
struct Program {
  std::string source;
  SourcePlace origin;
  Type type;
  std::vector<std::uint32_t> uses;

  std::vector<Instruction> code;
  std::vector<Span> places;  // of the instructions, in the source
  std::vector<Operand> constants;
  Arena constant_memory;
  std::vector<std::string> names;
  std::vector<OpenName> open_names;
  std::vector<std::span<const Overload>> functions;
  std::vector<std::unique_ptr<const Pattern>> patterns;
  std::vector<LoopPlan> loops;
  std::uint32_t stack_size = 0;
  std::uint32_t num_locals = 0;
  std::uint32_t num_loop_levels = 0;
};

}  // namespace dashflow::expression
