// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/expression/syntax/ast.h"

namespace dashflow::expression {

// The tree as text in one fixed layout; parsing it gives the same tree again. [any-thread]
std::string Print(const Node& root);

// A literal as CEL writes it.
std::string PrintLiteral(const Literal& literal);

}  // namespace dashflow::expression
