// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "host/expression/syntax/ast.h"
#include "host/expression/type/type.h"

namespace dashflow::expression {

// What CEL's operators do with types. dyn goes with everything; null only where the run time may
// still be right.

// The type of a place that holds one or the other.
Type Join(const Type& a, const Type& b);
// Whether == can ever be true.
bool CanEqual(const Type& a, const Type& b);
// Whether < has a meaning.
bool CanOrder(const Type& a, const Type& b);
// Nothing: there is no such operation. REQUIRES: one of + - * / %.
std::optional<Type> ArithmeticResult(Operator op, const Type& a, const Type& b);
// Whether an argument may turn out to be of the kind that a parameter asks for.
bool Accepts(Type::Kind parameter, const Type& argument);

}  // namespace dashflow::expression
